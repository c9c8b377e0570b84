import dev.glissade.optimizers.builtin.Adam;
import dev.glissade.optimizers.builtin.Momentum;
import dev.glissade.optimizers.builtin.RmsProp;
import dev.glissade.optimizers.builtin.Sgd;
import dev.glissade.optimizers.spi.OptimizerProvider;

/// The optimizers that come with Glissade.
module dev.glissade.optimizers.builtin {
    requires static org.jspecify;
    requires transitive dev.glissade.optimizers.spi;

    exports dev.glissade.optimizers.builtin;

    provides OptimizerProvider with
            Sgd,
            Momentum,
            RmsProp,
            Adam;
}
