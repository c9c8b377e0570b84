package dev.glissade.bench.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Operations of PyTorch that DJL does not offer, as TorchScript: a module with one method, `forward`.
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
        var block = module(manager, "x", List.of("return " + expression));
        JniUtils.enableInferenceMode(block);
        return () -> IValueUtils.forward(block, inputs, false).singletonOrThrow();
    }

    /// A module whose `forward` takes tensors of these names, with commas between them, and has these lines.
    static PtSymbolBlock module(NDManager manager, String inputs, List<String> lines) {
        try (var stream = new ByteArrayInputStream(archive(inputs, lines))) {
            return JniUtils.loadModule((PtNDManager) manager, stream, false, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The archive of a module, as `torch.jit.save` writes it.
    private static byte[] archive(String inputs, List<String> lines) throws IOException {
        String code = """
                class M(Module):
                  __parameters__ = []
                  __buffers__ = []
                  training : bool
                  def forward(self: __torch__.M,
                    %s: Tensor) -> Tensor:
                    %s
                """.formatted(inputs.replace(",", ": Tensor,"), String.join("\n    ", lines));
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
