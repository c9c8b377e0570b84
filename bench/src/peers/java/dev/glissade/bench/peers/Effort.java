package dev.glissade.bench.peers;

/// How long a run measures.
enum Effort {
    /// Two processes for each implementation, all rows.
    FULL(2, 100, 5, 80, 9),
    /// One process for each implementation, few rows.
    QUICK(1, 80, 3, 50, 5);

    private final int rounds;
    private final int warmUpMillis;
    private final int iterations;
    private final int iterationMillis;
    private final int turns;

    Effort(int rounds, int warmUpMillis, int iterations, int iterationMillis, int turns) {
        this.rounds = rounds;
        this.warmUpMillis = warmUpMillis;
        this.iterations = iterations;
        this.iterationMillis = iterationMillis;
        this.turns = turns;
    }

    /// Processes for each implementation, in turn with those of the others.
    int rounds() {
        return rounds;
    }

    /// How long each row runs before any row is measured.
    int warmUpMillis() {
        return warmUpMillis;
    }

    /// Measured iterations of a row in a process, after one that is not counted.
    int iterations() {
        return iterations;
    }

    /// How long an iteration is; a call that takes longer is one by itself.
    int iterationMillis() {
        return iterationMillis;
    }

    /// How often implementations that share a process take turns.
    int turns() {
        return turns;
    }
}
