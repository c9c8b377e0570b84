import dev.glissade.optimizers.builtin.AdaBelief;
import dev.glissade.optimizers.builtin.Adadelta;
import dev.glissade.optimizers.builtin.Adafactor;
import dev.glissade.optimizers.builtin.Adagrad;
import dev.glissade.optimizers.builtin.Adam;
import dev.glissade.optimizers.builtin.AdamW;
import dev.glissade.optimizers.builtin.Adamax;
import dev.glissade.optimizers.builtin.Adan;
import dev.glissade.optimizers.builtin.AggMo;
import dev.glissade.optimizers.builtin.Amsgrad;
import dev.glissade.optimizers.builtin.Asgd;
import dev.glissade.optimizers.builtin.Ftrl;
import dev.glissade.optimizers.builtin.KernelArithmetic;
import dev.glissade.optimizers.builtin.Lamb;
import dev.glissade.optimizers.builtin.Lars;
import dev.glissade.optimizers.builtin.Lion;
import dev.glissade.optimizers.builtin.Momentum;
import dev.glissade.optimizers.builtin.Muon;
import dev.glissade.optimizers.builtin.Nadam;
import dev.glissade.optimizers.builtin.Nesterov;
import dev.glissade.optimizers.builtin.QhAdam;
import dev.glissade.optimizers.builtin.Radam;
import dev.glissade.optimizers.builtin.RmsProp;
import dev.glissade.optimizers.builtin.Rprop;
import dev.glissade.optimizers.builtin.Sgd;
import dev.glissade.optimizers.builtin.Signum;
import dev.glissade.optimizers.builtin.Yogi;
import dev.glissade.optimizers.spi.Arithmetic;
import dev.glissade.optimizers.spi.OptimizerProvider;

/// The optimizers that come with Glissade.
module dev.glissade.optimizers.builtin {
    requires dev.glissade.kernel;
    requires static org.jspecify;
    requires transitive dev.glissade.optimizers.spi;

    exports dev.glissade.optimizers.builtin;

    provides Arithmetic with
            KernelArithmetic;
    provides OptimizerProvider with
            Sgd,
            Momentum,
            RmsProp,
            Adam,
            Nesterov,
            Adagrad,
            Adadelta,
            Adamax,
            Nadam,
            Radam,
            Rprop,
            Asgd,
            AdamW,
            Amsgrad,
            AdaBelief,
            Yogi,
            Lion,
            Signum,
            QhAdam,
            Adan,
            AggMo,
            Ftrl,
            Lars,
            Lamb,
            Adafactor,
            Muon;
}
