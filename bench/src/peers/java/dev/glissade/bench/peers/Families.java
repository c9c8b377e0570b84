package dev.glissade.bench.peers;

import java.util.List;

/// All families, in the order in which a full run measures them.
final class Families {
    /// What the command line can name.
    static final List<Family> ALL = List.of(
            new MatrixFamily(),
            new SkinnyFamily(),
            new VectorFamily(),
            new ElementwiseFamily(),
            new FunctionsFamily(),
            new ThreadsFamily(),
            new OverheadFamily(),
            new ReductionsFamily(),
            new ConvolutionFamily(),
            new OptimizersFamily(),
            new TrainingFamily(),
            new BackwardFamily(),
            new LatencyFamily(),
            new WarmUpFamily());

    /// The peaks, which every run measures.
    static final Family PEAKS = new PeakFamily();

    private Families() {}

    /// The family of a name.
    ///
    /// @throws IllegalArgumentException if there is none
    static Family named(String name) {
        if (name.equals(PEAKS.name())) {
            return PEAKS;
        }
        for (Family family : ALL) {
            if (family.name().equals(name)) {
                return family;
            }
        }
        throw new IllegalArgumentException("no family is called '" + name + "'");
    }
}
