package dev.glissade.bench.peers;

/// A call that does nothing: what it takes is the cost of measuring.
class Nothing implements Work {

    @Override
    public void run() {}

    @Override
    public double[] result() {
        return new double[0];
    }
}
