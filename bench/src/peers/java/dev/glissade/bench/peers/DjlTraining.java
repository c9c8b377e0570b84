package dev.glissade.bench.peers;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;

/// DJL with PyTorch as its guide shows it: blocks, a trainer, a gradient collector and DJL's Adam.
final class DjlTraining extends Training {
    private static final Shape POOL = new Shape(2, 2);

    private final Network network;
    private final int batch;
    private final NDManager manager = PyTorch.manager();
    private final Model model;
    private final Trainer trainer;
    private final NDArray images;
    private final NDArray labels;

    /// A training whose network stays where it is.
    DjlTraining(Network network, int batch) {
        this(network, batch, RESTING);
    }

    private DjlTraining(Network network, int batch, double learningRate) {
        this.network = network;
        this.batch = batch;
        var adam = Optimizer.adam()
                .optLearningRateTracker(Tracker.fixed((float) learningRate))
                .build();
        model = Model.newInstance(network.title(), "PyTorch");
        model.setBlock(block(network));
        trainer = model.newTrainer(new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss()).optOptimizer(adam));
        int[] sizes = network.imageSizes(batch);
        long[] wide = new long[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            wide[i] = sizes[i];
        }
        trainer.initialize(new Shape(wide));
        var computed = new PyTorchNetwork(network, batch, manager);
        images = computed.images();
        labels = manager.create(Network.labels(batch));
        var initial = computed.parameters();
        var parameters = model.getBlock().getParameters().values();
        for (int i = 0; i < initial.size(); i++) {
            initial.get(i).copyTo(parameters.get(i).getArray());
        }
    }

    private static SequentialBlock block(Network network) {
        var block = new SequentialBlock();
        if (network == Network.CONVOLUTIONAL) {
            for (int channels : new int[] {8, 16}) {
                block.add(Conv2d.builder()
                                .setKernelShape(new Shape(3, 3))
                                .optPadding(new Shape(1, 1))
                                .setFilters(channels)
                                .build())
                        .add(Activation::relu)
                        .add(Pool.maxPool2dBlock(POOL, POOL));
            }
            block.add(Blocks.batchFlattenBlock());
        } else {
            block.add(Linear.builder().setUnits(128).build()).add(Activation::relu);
        }
        return block.add(Linear.builder().setUnits(10).build());
    }

    @Override
    public void run() {
        step(false);
    }

    @Override
    double step() {
        return step(true);
    }

    /// @param read whether the loss is asked for, which only the comparison does
    private double step(boolean read) {
        double loss = 0;
        // What a step makes goes with its manager; the views take the operands there.
        try (var manager = this.manager.newSubManager()) {
            var data = images.reshape(images.getShape());
            data.attach(manager);
            var classes = labels.reshape(labels.getShape());
            classes.attach(manager);
            try (var collector = trainer.newGradientCollector()) {
                var logits = trainer.forward(new NDList(data), new NDList(classes));
                var mean = trainer.getLoss().evaluate(new NDList(classes), logits);
                collector.backward(mean);
                if (read) {
                    loss = mean.getFloat();
                }
            }
            trainer.step();
        }
        return loss;
    }

    @Override
    Training moving() {
        return new DjlTraining(network, batch, MOVING);
    }

    @Override
    public void close() {
        trainer.close();
        model.close();
        manager.close();
    }
}
