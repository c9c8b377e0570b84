"""Measures a step of training by PyTorch; prints the version, nanoseconds of a step, and the first losses.

Arguments: the network, the batch, a file of float32 numbers (all parameters, images, labels), and how often and how many
milliseconds to measure.
"""

import array
import statistics
import sys
import time

import torch
import torch.nn.functional as functional

COMPARED = 8
RESTING = 1e-12
MOVING = 1e-3
SIZES = {
    "mlp": [(784, 128), (128,), (128, 10), (10,)],
    "convolutional": [(8, 1, 3, 3), (8,), (16, 8, 3, 3), (16,), (784, 10), (10,)],
}


def main():
    network, batch, file, iterations, milliseconds = sys.argv[1], int(sys.argv[2]), *sys.argv[3:]
    torch.set_num_threads(1)
    numbers = array.array("f")
    with open(file, "rb") as source:
        numbers.frombytes(source.read())
    numbers = torch.tensor(numbers, dtype=torch.float32)

    def take(sizes):
        nonlocal numbers
        length = torch.Size(sizes).numel()
        taken, numbers = numbers[:length].reshape(sizes).clone(), numbers[length:]
        return taken

    # A dense weight is outputs × inputs, as PyTorch's linear layer has it.
    initial = [p.T.contiguous() if p.dim() == 2 else p for p in map(take, SIZES[network])]
    images = take((batch, 784) if network == "mlp" else (batch, 1, 28, 28))
    labels = take((batch,)).long()

    def forward(p):
        if network == "mlp":
            return functional.linear(torch.relu(functional.linear(images, p[0], p[1])), p[2], p[3])
        x = functional.max_pool2d(torch.relu(functional.conv2d(images, p[0], p[1], padding=1)), 2)
        x = functional.max_pool2d(torch.relu(functional.conv2d(x, p[2], p[3], padding=1)), 2)
        return functional.linear(x.flatten(1), p[4], p[5])

    def training(rate):
        parameters = [p.clone().requires_grad_() for p in initial]
        adam = torch.optim.Adam(parameters, lr=rate, fused=True)

        def step():
            adam.zero_grad(set_to_none=True)
            loss = functional.cross_entropy(forward(parameters), labels)
            loss.backward()
            adam.step()
            return loss

        return step

    step = training(MOVING)
    losses = [step().item() for _ in range(COMPARED)]
    step = training(RESTING)

    def measured():
        calls = 0
        start = now = time.perf_counter_ns()
        while now - start < float(milliseconds) * 1e6:
            step()
            calls += 1
            now = time.perf_counter_ns()
        return (now - start) / calls

    for _ in range(5):
        measured()
    print("PyTorch", torch.__version__, "from Python", sys.version.split()[0] + ",", torch.get_num_threads(), "thread")
    print(statistics.median(measured() for _ in range(int(iterations))))
    for loss in losses:
        print(loss)


main()
