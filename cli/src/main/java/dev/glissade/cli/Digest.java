package dev.glissade.cli;

import dev.glissade.tensor.Tensor;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A running SHA-256 of numbers, bit for bit; all NaN are one, because the library promises no more of them.
final class Digest {
    private final MessageDigest sha256;

    Digest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// Adds the elements of a tensor in row-major order.
    Digest add(Tensor tensor) {
        switch (tensor.dtype()) {
            case FLOAT32 -> {
                for (float value : tensor.toFloats()) {
                    add(Float.floatToIntBits(value), Integer.BYTES);
                }
            }
            case FLOAT64 -> {
                for (double value : tensor.toDoubles()) {
                    add(value);
                }
            }
        }
        return this;
    }

    Digest add(double value) {
        return add(Double.doubleToLongBits(value), Long.BYTES);
    }

    private Digest add(long bits, int bytes) {
        for (int i = 0; i < bytes; i++) {
            sha256.update((byte) (bits >>> (i * Byte.SIZE)));
        }
        return this;
    }

    /// Returns the digest of what was added, in hexadecimal digits, and begins anew.
    String hex() {
        return HexFormat.of().formatHex(sha256.digest());
    }
}
