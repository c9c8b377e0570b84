package dev.glissade.kernel;

import java.time.Duration;
import java.util.Map;

/// The choice of loops for this process: SIMD where the machine has it, else scalar; the results are the same bits.
///
/// The property `glissade.simd` is read once, at the first use of this class:
///
/// | value | meaning |
/// |---|---|
/// | `auto` (default) | the widest vectors of the machine, at most 512 bit, or scalar loops where these cannot work |
/// | `off` | scalar loops |
/// | `128`, `256`, `512` | vectors of this many bits, emulated (slowly) if the machine has narrower ones |
///
/// They cannot work where the module `jdk.incubator.vector`, the compiler C2 or FMA is missing; the log then has one
/// warning.
public final class Kernels {
    private static final KernelChoice CHOICE = KernelChoice.CHOSEN;
    private static final FloatKernels FLOATS = CHOICE.vectorBits() > 0 ? SimdKernels.floats() : ScalarKernels.floats();
    private static final DoubleKernels DOUBLES =
            CHOICE.vectorBits() > 0 ? SimdKernels.doubles() : ScalarKernels.doubles();

    static {
        if (CHOICE.steppedDown()) {
            System.getLogger("dev.glissade.kernel")
                    .log(System.Logger.Level.WARNING, "scalar loops only: " + CHOICE.reason());
        }
    }

    private Kernels() {}

    /// Which loops run, and why.
    ///
    /// @throws IllegalArgumentException if the property `glissade.simd` cannot be satisfied
    public static KernelReport report() {
        check();
        return KernelReport.of(CHOICE);
    }

    /// Does nothing where the loops are SIMD.
    ///
    /// @throws IllegalStateException with the reason if they are scalar
    /// @throws IllegalArgumentException if the property `glissade.simd` cannot be satisfied
    public static void requireSimd() {
        check();
        if (CHOICE.vectorBits() == 0) {
            throw new IllegalStateException("SIMD is required, loops are scalar: " + CHOICE.reason());
        }
    }

    /// Runs the caller's own work again and again until it is compiled, before traffic arrives.
    ///
    /// The virtual machine interprets a loop first and compiles it when it has proved hot; until then vectors are
    /// objects, and a call takes hundreds of times as long. Work that is not run here, with the shapes and operations
    /// that traffic will bring, stays cold.
    ///
    /// ```java
    /// var report = Kernels.warmUp(Duration.ofSeconds(2), Map.of("step", () -> step(tape, sample)));
    /// if (!report.complete()) log(report.toString());
    /// ```
    ///
    /// The pieces run on the calling thread, in turn, each at least once unless the budget is used up first; what they
    /// throw is thrown on. A piece that has begun is not cut short.
    ///
    /// @param budget the time after which no call is begun any more; at most a day counts
    /// @param work calls by name, in the order of their turns; each must bear to be repeated
    /// @throws IllegalArgumentException if the budget is negative
    public static WarmUpReport warmUp(Duration budget, Map<String, Runnable> work) {
        check();
        return WarmUp.run(work, budget);
    }

    /// Runs every loop of both element types, on small made-up operands, until it is compiled; matrix products first.
    ///
    /// That takes tens of seconds for all of them, most of it the compiler's. Where a service uses few operations,
    /// [#warmUp(Duration, Map)] with its own work gets there in one or two, and also warms what lies above the loops.
    ///
    /// @throws IllegalArgumentException if the budget is negative
    public static WarmUpReport warmUp(Duration budget) {
        check();
        return WarmUp.run(LoopCalls.all(), budget);
    }

    static FloatKernels floats() {
        check();
        return FLOATS;
    }

    static DoubleKernels doubles() {
        check();
        return DOUBLES;
    }

    /// An error is thrown at each use, not once from the initialiser, whose second victims would see
    /// `NoClassDefFoundError` only.
    static void check() {
        if (!CHOICE.error().isEmpty()) {
            throw new IllegalArgumentException(CHOICE.error());
        }
    }
}
