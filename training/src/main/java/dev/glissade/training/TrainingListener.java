package dev.glissade.training;

/// What is told while a model is trained; each method does nothing unless overridden.
public interface TrainingListener {

    /// A step is done.
    ///
    /// @param step the number of steps so far, 1 after the first
    /// @param loss the mean loss of the step's batch, before the update
    default void stepped(long step, double loss) {}

    /// An epoch is done.
    default void epochEnded(Epoch epoch) {}

    /// The state after an epoch.
    ///
    /// @param number the number of epochs so far, 1 after the first
    /// @param steps the number of steps so far
    /// @param trainingLoss the mean loss over the epoch's samples, each taken before its update
    /// @param test the model on the test samples
    record Epoch(int number, long steps, double trainingLoss, Evaluation test) {}
}
