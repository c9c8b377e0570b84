package dev.glissade.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsLogTest {
    @TempDir
    Path folder;

    @Test
    void keepsEveryRowFromTheMomentItIsAppended() throws IOException {
        Path file = Files.writeString(folder.resolve("metrics.csv"), "the log of an earlier, longer run\n".repeat(9));
        try (var log = new MetricsLog(file, List.of("epoch", "step", "loss", "accuracy"))) {
            assertThat(file).hasContent("epoch,step,loss,accuracy\n");
            log.append(1, 45L, 0.1f, 0.1);
            assertThat(file).hasContent("epoch,step,loss,accuracy\n1,45,0.1,0.1\n");
            log.append(2, 90L, Float.NaN, 1e-10);
            log.append(3, 91L, Float.NEGATIVE_INFINITY, null);
            assertThat(file).hasContent("epoch,step,loss,accuracy\n1,45,0.1,0.1\n2,90,NaN,1.0E-10\n3,91,-Infinity,\n");
        }
    }

    @Test
    void writesTheSameInEveryLocale() throws IOException {
        Locale locale = Locale.getDefault();
        Path file = folder.resolve("metrics.csv");
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            try (var log = new MetricsLog(file, List.of("loss"))) {
                log.append(1234567.5);
            }
        } finally {
            Locale.setDefault(locale);
        }
        assertThat(file).hasContent("loss\n1234567.5\n");
    }

    @Test
    void refusesARowOfAnotherLength() throws IOException {
        Path file = folder.resolve("metrics.csv");
        try (var log = new MetricsLog(file, List.of("epoch", "loss"))) {
            assertThatThrownBy(() -> log.append(1))
                    .hasMessage(file + ": a row of 1 numbers, the header has 2 columns; both must be equal");
        }
        assertThat(file).hasContent("epoch,loss\n");
    }
}
