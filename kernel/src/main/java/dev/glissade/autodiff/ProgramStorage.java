package dev.glissade.autodiff;

import dev.glissade.tensor.DType;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where the results of a program lie: planned at once, allocated when it is asked for.
///
/// ```
/// inputs    an array each
/// outputs   an array each
/// the rest  one array for each element type, by [Placement]
/// ```
final class ProgramStorage {
    private static final int LARGEST = 5;

    private final List<Instruction> live;
    private final List<Instruction> inputs;
    private final List<Instruction> outputs;
    private final Liveness liveness;
    private final int floats;
    private final int doubles;
    private final MemoryPlan plan;

    /// @throws IllegalArgumentException if what is needed at one time does not fit into one array
    ProgramStorage(Instruction[] recorded, Schedule schedule, List<Instruction> inputs, List<Instruction> outputs) {
        this.live = schedule.live();
        this.inputs = inputs;
        this.outputs = outputs;
        liveness = new Liveness(recorded.length, schedule, outputs);
        floats = Placement.place(liveness.blocks(), DType.FLOAT32);
        doubles = Placement.place(liveness.blocks(), DType.FLOAT64);
        plan = plan(recorded, schedule.steps());
    }

    MemoryPlan memoryPlan() {
        return plan;
    }

    // ---- the plan

    private MemoryPlan plan(Instruction[] recorded, List<Step> steps) {
        long tape = 0;
        for (Instruction instruction : recorded) {
            if (!instruction.isView() && !(instruction.primitive() instanceof Leaf)) {
                tape += Block.bytes(instruction.value());
            }
        }
        long inputBytes = 0;
        for (Instruction input : inputs) {
            inputBytes += Block.bytes(input.value());
        }
        long parameters = 0;
        Set<Leaf> seen = new HashSet<>();
        for (Instruction instruction : live) {
            if (instruction.primitive() instanceof Leaf.Parameter leaf && seen.add(leaf)) {
                parameters += Block.bytes(instruction.value());
            }
        }
        long arena = (long) floats * Float.BYTES + (long) doubles * Double.BYTES;
        return new MemoryPlan(
                arena, inputBytes, outputBytes(), parameters, tape, live.size(), recorded.length, peak(steps));
    }

    private long outputBytes() {
        long bytes = 0;
        for (Block block : liveness.blocks()) {
            bytes += block.output() ? block.bytes() : 0;
        }
        for (Instruction output : outputs) {
            bytes += isCopied(output) ? Block.bytes(output.value()) : 0;
        }
        return bytes;
    }

    private MemoryPlan.Peak peak(List<Step> steps) {
        long[] change = new long[steps.size() + 1];
        for (Block block : arena()) {
            change[block.first()] += block.bytes();
            change[block.last() + 1] -= block.bytes();
        }
        long bytes = 0;
        long most = 0;
        int at = -1;
        for (int i = 0; i < steps.size(); i++) {
            bytes += change[i];
            if (bytes > most) {
                most = bytes;
                at = i;
            }
        }
        if (at < 0) {
            return new MemoryPlan.Peak(-1, "", 0, List.of());
        }
        int step = at;
        List<MemoryPlan.Result> largest = arena().stream()
                .filter(block -> block.first() <= step && step <= block.last())
                .sorted(Comparator.comparingLong((Block block) -> block.bytes()).reversed())
                .limit(LARGEST)
                .map(ProgramStorage::describe)
                .toList();
        Instruction instruction = steps.get(at).instruction();
        return new MemoryPlan.Peak(
                instruction.position(), instruction.primitive().operation(), most, largest);
    }

    private List<Block> arena() {
        return liveness.blocks().stream().filter(block -> !block.output()).toList();
    }

    private static MemoryPlan.Result describe(Block block) {
        Instruction instruction = block.instruction();
        return new MemoryPlan.Result(
                instruction.position(),
                instruction.primitive().operation(),
                block.dtype(),
                block.shape(),
                block.bytes());
    }

    // ---- the storage

    /// Whether an output is an input, a parameter or a view of one, which may change before the next run.
    boolean isCopied(Instruction output) {
        return liveness.blockOf(output) == null;
    }

    /// Takes the storage of the recording from the instructions.
    void release() {
        bind(null);
    }

    /// Gives storage to all instructions.
    void allocate() {
        bind(new Arena(new float[floats], new double[doubles]));
    }

    /// The arrays of results that make room for one another.
    private record Arena(float[] floats, double[] doubles) {
        Tensor at(Block block, Shape shape) {
            int offset = block.elements() == 0 ? 0 : block.offset();
            return switch (block.dtype()) {
                case FLOAT32 -> Tensor.over(floats, offset, shape);
                case FLOAT64 -> Tensor.over(doubles, offset, shape);
            };
        }
    }

    private void bind(@Nullable Arena arena) {
        for (Instruction instruction : live) {
            Block block = liveness.blockOf(instruction);
            if (instruction.isView()) {
                instruction.follow();
            } else if (block != null) {
                Shape shape = instruction.value().shape();
                instruction.storage(
                        arena == null
                                ? Tensor.withoutStorage(block.dtype(), shape)
                                : block.output() ? Tensor.zeros(block.dtype(), shape) : arena.at(block, shape));
            }
        }
    }

    /// The tensors in which the outputs are found after a run.
    List<Tensor> outputTensors() {
        var tensors = new ArrayList<Tensor>();
        for (Instruction output : outputs) {
            Tensor value = output.value();
            tensors.add(isCopied(output) ? Tensor.zeros(value.dtype(), value.shape()) : value);
        }
        return tensors;
    }
}
