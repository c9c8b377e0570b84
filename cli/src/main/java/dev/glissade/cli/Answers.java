package dev.glissade.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/// The digests of a [MixedProgram] as lines of text, a part a line: `5a17567e03a488ee  tanh float32`.
///
/// The recorded ones are a resource, written by `glissade doctor --digests`.
///
/// @param lines in the order of the program
record Answers(List<String> lines) {
    private static final String RECORDED = "answers.txt";
    private static final String GAP = "  ";
    /// 64 bits of each digest: enough that two different results do not share them by chance.
    private static final int DIGITS = 16;

    Answers {
        lines = List.copyOf(lines);
    }

    /// Runs the program here.
    static Answers compute() {
        var lines = new ArrayList<String>();
        MixedProgram.run().forEach((part, digest) -> lines.add(digest.substring(0, DIGITS) + GAP + part));
        return new Answers(lines);
    }

    /// Reads what every machine shall compute.
    static Answers recorded() {
        try (var reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Answers.class.getResourceAsStream(RECORDED)), StandardCharsets.UTF_8))) {
            return new Answers(reader.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One digest for all parts: SHA-256 of the lines, each with a line feed, as `sha256sum` computes it of the file.
    String digest() {
        try {
            String text = String.join("\n", lines) + "\n";
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// Returns the lines of the program here that are not among those of `expected`.
    List<String> differingFrom(Answers expected) {
        return lines.stream().filter(line -> !expected.lines.contains(line)).toList();
    }
}
