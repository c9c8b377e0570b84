package dev.glissade.bench.peers;

import dev.glissade.kernel.Kernels;
import dev.ludovic.netlib.blas.JavaBLAS;
import java.net.URI;
import java.nio.file.Path;
import org.ejml.dense.row.CommonOps_FDRM;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.ojalgo.OjAlgoUtils;

/// Who computes: names, settings and versions.
final class Libraries {
    /// Ours.
    static final String GLISSADE = "glissade";

    static final String OPENBLAS = "openblas";
    static final String PYTORCH = "pytorch";

    /// PyTorch, by DJL's own blocks and trainer.
    static final String DJL = "djl";

    /// PyTorch, what it computes being programs of its own.
    static final String TORCHSCRIPT = "torchscript";

    /// PyTorch from Python.
    static final String PYTHON = "python";

    static final String ND4J = "nd4j";
    static final String EJML = "ejml";
    static final String OJALGO = "ojalgo";
    static final String NETLIB = "netlib";

    /// A loop in C, compiled on this machine.
    static final String C = "c";

    private Libraries() {}

    /// Sets a library up for this process and says what computes: version, loops chosen, threads.
    ///
    /// @throws IllegalStateException if it cannot be held to one thread
    static String prepare(String implementation) {
        return switch (implementation) {
            case OPENBLAS -> OpenBlas.description();
            case PYTORCH, DJL, TORCHSCRIPT -> PyTorch.description();
            case ND4J -> {
                var about = Nd4j.getExecutioner().getEnvironmentInformation();
                yield "ND4J, " + jar(INDArray.class) + ", BLAS " + about.get("blas.vendor") + " with "
                        + about.get("blas.threads") + " thread; column-major operands, a given result";
            }
            case EJML -> "EJML, " + jar(CommonOps_FDRM.class) + ", row-major, 1 thread";
            case OJALGO -> {
                OjAlgoUtils.limitThreadsTo(1);
                yield "ojAlgo, " + jar(OjAlgoUtils.class) + ", R032Store and R064Store, "
                        + OjAlgoUtils.ENVIRONMENT.threads + " thread";
            }
            case NETLIB ->
                "netlib, " + jar(JavaBLAS.class) + ", "
                        + JavaBLAS.getInstance().getClass().getSimpleName() + ", 1 thread";
            case C -> CompiledC.description();
            default -> "Glissade, " + Kernels.report();
        };
    }

    /// The name of the jar that a class comes from, which has the version in it.
    static String jar(Class<?> type) {
        var location = type.getProtectionDomain().getCodeSource().getLocation();
        String name = Path.of(URI.create(location.toString())).getFileName().toString();
        return name.endsWith(".jar") ? name.substring(0, name.length() - 4) : name;
    }
}
