package dev.glissade.bench.peers;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.bytedeco.javacpp.Loader;

/// OpenBLAS, with one thread and the loops it chooses by itself, called without JNI on operands off the heap.
///
/// Calls are marked as ones that do not come back to Java: the JVM then leaves out its change of state. The environment,
/// which OpenBLAS reads while it is loaded, is set by [Launch].
@SuppressWarnings("restricted") // native calls are what this class is for
final class OpenBlas {
    /// `CblasRowMajor`, `CblasNoTrans` and `CblasTrans` of `cblas.h`.
    static final int ROW_MAJOR = 101;

    private static final int NOT_TRANSPOSED = 111;
    private static final int TRANSPOSED = 112;

    /// The alignment of operands, in bytes: a cache line.
    private static final int ALIGNMENT = 64;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup SYMBOLS = load();

    private OpenBlas() {}

    private static SymbolLookup load() {
        Loader.load(org.bytedeco.openblas.global.openblas.class);
        return SymbolLookup.loaderLookup();
    }

    static int transposition(boolean transposed) {
        return transposed ? TRANSPOSED : NOT_TRANSPOSED;
    }

    /// The product of two matrices, `cblas_sgemm` or `cblas_dgemm`; `element` is the layout of one element.
    static MethodHandle gemm(String name, MemoryLayout element) {
        var integer = ValueLayout.JAVA_INT;
        var address = ValueLayout.ADDRESS;
        return critical(
                name,
                FunctionDescriptor.ofVoid(
                        integer, integer, integer, integer, integer, integer, element, address, integer, address,
                        integer, element, address, integer));
    }

    /// The product of a matrix and a vector, `cblas_sgemv` or `cblas_dgemv`.
    static MethodHandle gemv(String name, MemoryLayout element) {
        var integer = ValueLayout.JAVA_INT;
        var address = ValueLayout.ADDRESS;
        return critical(
                name,
                FunctionDescriptor.ofVoid(
                        integer, integer, integer, integer, element, address, integer, address, integer, element,
                        address, integer));
    }

    /// The sum of products, `cblas_sdot` or `cblas_ddot`.
    static MethodHandle dot(String name, MemoryLayout element) {
        var integer = ValueLayout.JAVA_INT;
        var address = ValueLayout.ADDRESS;
        return critical(name, FunctionDescriptor.of(element, integer, address, integer, address, integer));
    }

    /// y += a·x, `cblas_saxpy` or `cblas_daxpy`.
    static MethodHandle axpy(String name, MemoryLayout element) {
        var integer = ValueLayout.JAVA_INT;
        var address = ValueLayout.ADDRESS;
        return critical(name, FunctionDescriptor.ofVoid(integer, element, address, integer, address, integer));
    }

    private static MethodHandle critical(String name, FunctionDescriptor signature) {
        return LINKER.downcallHandle(SYMBOLS.findOrThrow(name), signature, Linker.Option.critical(false));
    }

    /// A copy off the heap.
    static MemorySegment copy(float[] array) {
        return copy(MemorySegment.ofArray(array));
    }

    /// A copy off the heap.
    static MemorySegment copy(double[] array) {
        return copy(MemorySegment.ofArray(array));
    }

    private static MemorySegment copy(MemorySegment array) {
        return Arena.ofAuto().allocate(array.byteSize(), ALIGNMENT).copyFrom(array);
    }

    /// The version, the core whose loops were chosen, and the number of threads, which is 1.
    ///
    /// @throws IllegalStateException if OpenBLAS would use more threads
    static String description() {
        try {
            int threads =
                    (int) call("openblas_get_num_threads", ValueLayout.JAVA_INT).invokeExact();
            if (threads != 1) {
                throw new IllegalStateException("OpenBLAS has " + threads + " threads; it must have 1");
            }
            return text("openblas_get_config") + ", core " + text("openblas_get_corename")
                    + ", 1 thread; operands off the heap, aligned to " + ALIGNMENT + " bytes";
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("OpenBLAS does not describe itself", e);
        }
    }

    private static String text(String function) throws Throwable {
        var address = (MemorySegment) call(function, ValueLayout.ADDRESS).invokeExact();
        return address.reinterpret(Long.MAX_VALUE).getString(0).strip();
    }

    private static MethodHandle call(String name, MemoryLayout result) {
        return LINKER.downcallHandle(SYMBOLS.findOrThrow(name), FunctionDescriptor.of(result));
    }
}
