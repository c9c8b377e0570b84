package dev.glissade.bench.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Operations of PyTorch that DJL does not offer, as TorchScript: a module whose `forward(x)` returns one expression.
///
/// The interpreter of such a module takes some microseconds more than a direct call; what a user of DJL would write
/// instead, a chain of direct calls, passes over the data several times.
final class PyTorchScript {
    /// Pickled: an object of class `M` whose attribute `training` is false.
    private static final String OBJECT = "\u0080\u0002c__torch__\nM\nq\0)\u0081}(X\b\0\0\0trainingq\1\u0089ubq\2.";

    /// Pickled: an empty tuple.
    private static final String NO_CONSTANTS = "\u0080\u0002).";

    private static final String VERSION = "3\n";

    private PyTorchScript() {}

    /// A call of an expression in which `x` is the input.
    static Supplier<NDArray> call(NDManager manager, String expression, NDArray x) {
        var inputs = new NDList(x);
        try (var stream = new ByteArrayInputStream(module(expression))) {
            var block = JniUtils.loadModule((PtNDManager) manager, stream, false, false);
            JniUtils.enableInferenceMode(block);
            return () -> IValueUtils.forward(block, inputs, false).singletonOrThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The archive of a module, as `torch.jit.save` writes it.
    private static byte[] module(String expression) throws IOException {
        String code = """
                class M(Module):
                  __parameters__ = []
                  __buffers__ = []
                  training : bool
                  def forward(self: __torch__.M,
                    x: Tensor) -> Tensor:
                    return %s
                """.formatted(expression);
        var archive = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(archive)) {
            store(zip, "module/data.pkl", OBJECT);
            store(zip, "module/code/__torch__.py", code);
            store(zip, "module/constants.pkl", NO_CONSTANTS);
            store(zip, "module/version", VERSION);
        }
        return archive.toByteArray();
    }

    private static void store(ZipOutputStream zip, String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        var sum = new CRC32();
        sum.update(bytes);
        var entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }
}
