import dev.glissade.optimizers.spi.Arithmetic;
import dev.glissade.optimizers.spi.AveragingProvider;
import dev.glissade.optimizers.spi.GradientTransformProvider;
import dev.glissade.optimizers.spi.OptimizerProvider;
import dev.glissade.optimizers.spi.ScheduleProvider;

/// What an optimizer is, how one is found, and how it is driven.
module dev.glissade.optimizers.spi {
    requires static org.jspecify;

    exports dev.glissade.optimizers.spi;

    uses Arithmetic;
    uses AveragingProvider;
    uses GradientTransformProvider;
    uses OptimizerProvider;
    uses ScheduleProvider;
}
