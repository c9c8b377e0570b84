package dev.glissade.optimizers.spi;

import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/// The arithmetic of one thread, made when a rule first asks for it: the fastest that is found, or plain Java.
final class ThreadArithmetic {
    private @Nullable Arithmetic made;

    /// One for each of some threads.
    static ThreadArithmetic[] forThreads(int threads) {
        var all = new ThreadArithmetic[threads];
        for (int i = 0; i < threads; i++) {
            all[i] = new ThreadArithmetic();
        }
        return all;
    }

    Arithmetic get() {
        Arithmetic arithmetic = made;
        if (arithmetic == null) {
            arithmetic = find();
            made = arithmetic;
        }
        return arithmetic;
    }

    private static Arithmetic find() {
        try {
            Optional<ServiceLoader.Provider<Arithmetic>> found =
                    ServiceLoader.load(Arithmetic.class, Arithmetic.class.getClassLoader()).stream()
                            .findFirst();
            return found.isPresent() ? found.get().get() : new PlainArithmetic();
        } catch (ServiceConfigurationError | LinkageError unusable) {
            return new PlainArithmetic();
        }
    }
}
