package dev.glissade.cli;

import dev.glissade.kernel.KernelReport;
import dev.glissade.kernel.Kernels;

/// The loops that this process runs.
final class Loops {
    private Loops() {}

    /// Returns which loops run, and why.
    ///
    /// @throws UsageException if the property `glissade.simd` cannot be satisfied
    static KernelReport inUse() {
        try {
            return Kernels.report();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
