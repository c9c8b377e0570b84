package dev.glissade.bench.peers;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import org.bytedeco.javacpp.Loader;

/// OpenBLAS, loaded with one thread and the loops it chooses by itself, and called without JNI.
///
/// OpenBLAS reads the environment once, while it is loaded. A machine may have set its variables for other programs, so
/// they are first changed in this process: no core and no cache size imposed, one thread.
@SuppressWarnings("restricted") // native calls are what this class is for
final class OpenBlas {
    /// `CblasRowMajor` and `CblasNoTrans` of `cblas.h`.
    static final int ROW_MAJOR = 101;

    static final int NOT_TRANSPOSED = 111;

    /// The alignment of operands, in bytes: a cache line.
    static final int ALIGNMENT = 64;

    private static final List<String> IMPOSED = List.of("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "OPENBLAS_VERBOSE");
    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup SYMBOLS = load();

    private OpenBlas() {}

    private static SymbolLookup load() {
        try (var arena = Arena.ofConfined()) {
            MethodHandle unset = call(LINKER.defaultLookup(), "unsetenv", ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
            for (String name : IMPOSED) {
                int status = (int) unset.invokeExact(arena.allocateFrom(name));
                requireZero("unsetenv", status);
            }
            MethodHandle set = call(
                    LINKER.defaultLookup(),
                    "setenv",
                    ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_INT);
            int status = (int) set.invokeExact(arena.allocateFrom("OPENBLAS_NUM_THREADS"), arena.allocateFrom("1"), 1);
            requireZero("setenv", status);
        } catch (Throwable e) {
            throw new IllegalStateException("the environment of OpenBLAS could not be changed", e);
        }
        Loader.load(org.bytedeco.openblas.global.openblas.class);
        return SymbolLookup.loaderLookup();
    }

    private static void requireZero(String function, int status) {
        if (status != 0) {
            throw new IllegalStateException(function + " returned " + status + "; it must return 0");
        }
    }

    /// The product of `cblas.h` for one element type, for `invokeExact`.
    ///
    /// The call is marked as one that does not come back to Java: the JVM then leaves out its change of state, and
    /// operands are off the heap, so that nothing is pinned or copied.
    ///
    /// @param name `cblas_sgemm` or `cblas_dgemm`
    /// @param element the layout of one element, also of alpha and beta
    static MethodHandle product(String name, MemoryLayout element) {
        var integer = ValueLayout.JAVA_INT;
        var address = ValueLayout.ADDRESS;
        var signature = FunctionDescriptor.ofVoid(
                integer, integer, integer, integer, integer, integer, element, address, integer, address, integer,
                element, address, integer);
        return LINKER.downcallHandle(SYMBOLS.findOrThrow(name), signature, Linker.Option.critical(false));
    }

    /// The version, the core whose loops were chosen, and the number of threads, which is 1.
    ///
    /// @throws IllegalStateException if OpenBLAS would use more threads
    static String description() {
        try {
            int threads = (int) call(SYMBOLS, "openblas_get_num_threads", ValueLayout.JAVA_INT)
                    .invokeExact();
            if (threads != 1) {
                throw new IllegalStateException("OpenBLAS has " + threads + " threads; it must have 1");
            }
            return text("openblas_get_config") + ", core " + text("openblas_get_corename") + ", 1 thread";
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("OpenBLAS does not describe itself", e);
        }
    }

    private static String text(String function) throws Throwable {
        var address =
                (MemorySegment) call(SYMBOLS, function, ValueLayout.ADDRESS).invokeExact();
        return address.reinterpret(Long.MAX_VALUE).getString(0).strip();
    }

    private static MethodHandle call(
            SymbolLookup symbols, String name, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(symbols.findOrThrow(name), FunctionDescriptor.of(result, arguments));
    }
}
