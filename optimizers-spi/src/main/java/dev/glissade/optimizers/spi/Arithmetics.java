package dev.glissade.optimizers.spi;

import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/// Makes arithmetic: the fastest that is found, or plain Java.
final class Arithmetics {
    private Arithmetics() {}

    /// One for each of some threads.
    static Arithmetic[] forThreads(int threads) {
        var all = new Arithmetic[threads];
        try {
            Optional<ServiceLoader.Provider<Arithmetic>> found =
                    ServiceLoader.load(Arithmetic.class, Arithmetic.class.getClassLoader()).stream()
                            .findFirst();
            for (int i = 0; i < threads; i++) {
                all[i] = found.isPresent() ? found.get().get() : new PlainArithmetic();
            }
        } catch (ServiceConfigurationError | LinkageError unusable) {
            for (int i = 0; i < threads; i++) {
                all[i] = new PlainArithmetic();
            }
        }
        return all;
    }
}
