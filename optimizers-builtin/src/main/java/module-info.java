import dev.glissade.optimizers.builtin.Accumulation;
import dev.glissade.optimizers.builtin.AdaBelief;
import dev.glissade.optimizers.builtin.Adadelta;
import dev.glissade.optimizers.builtin.Adafactor;
import dev.glissade.optimizers.builtin.Adagrad;
import dev.glissade.optimizers.builtin.Adam;
import dev.glissade.optimizers.builtin.AdamW;
import dev.glissade.optimizers.builtin.Adamax;
import dev.glissade.optimizers.builtin.Adan;
import dev.glissade.optimizers.builtin.AdaptiveClip;
import dev.glissade.optimizers.builtin.AggMo;
import dev.glissade.optimizers.builtin.Amsgrad;
import dev.glissade.optimizers.builtin.Asgd;
import dev.glissade.optimizers.builtin.Centralisation;
import dev.glissade.optimizers.builtin.ClipByGlobalNorm;
import dev.glissade.optimizers.builtin.ClipByNorm;
import dev.glissade.optimizers.builtin.ClipByValue;
import dev.glissade.optimizers.builtin.CosineAnnealingSchedule;
import dev.glissade.optimizers.builtin.CosineDecaySchedule;
import dev.glissade.optimizers.builtin.CosineWarmRestartsSchedule;
import dev.glissade.optimizers.builtin.CyclicSchedule;
import dev.glissade.optimizers.builtin.Ema;
import dev.glissade.optimizers.builtin.ExponentialSchedule;
import dev.glissade.optimizers.builtin.Ftrl;
import dev.glissade.optimizers.builtin.GradientNoise;
import dev.glissade.optimizers.builtin.InverseSquareRootSchedule;
import dev.glissade.optimizers.builtin.KernelArithmetic;
import dev.glissade.optimizers.builtin.Lamb;
import dev.glissade.optimizers.builtin.Lars;
import dev.glissade.optimizers.builtin.Lbfgs;
import dev.glissade.optimizers.builtin.LinearSchedule;
import dev.glissade.optimizers.builtin.Lion;
import dev.glissade.optimizers.builtin.Lookahead;
import dev.glissade.optimizers.builtin.Momentum;
import dev.glissade.optimizers.builtin.Muon;
import dev.glissade.optimizers.builtin.Nadam;
import dev.glissade.optimizers.builtin.Nesterov;
import dev.glissade.optimizers.builtin.OneCycleSchedule;
import dev.glissade.optimizers.builtin.Polyak;
import dev.glissade.optimizers.builtin.PolynomialSchedule;
import dev.glissade.optimizers.builtin.Prodigy;
import dev.glissade.optimizers.builtin.QhAdam;
import dev.glissade.optimizers.builtin.Radam;
import dev.glissade.optimizers.builtin.RmsProp;
import dev.glissade.optimizers.builtin.Rprop;
import dev.glissade.optimizers.builtin.Sam;
import dev.glissade.optimizers.builtin.ScheduleFreeAdamW;
import dev.glissade.optimizers.builtin.ScheduleFreeSgd;
import dev.glissade.optimizers.builtin.Sgd;
import dev.glissade.optimizers.builtin.Signum;
import dev.glissade.optimizers.builtin.SkipNonFinite;
import dev.glissade.optimizers.builtin.StepDecaySchedule;
import dev.glissade.optimizers.builtin.Swa;
import dev.glissade.optimizers.builtin.WarmUpSchedule;
import dev.glissade.optimizers.builtin.Yogi;
import dev.glissade.optimizers.spi.Arithmetic;
import dev.glissade.optimizers.spi.AveragingProvider;
import dev.glissade.optimizers.spi.GradientTransformProvider;
import dev.glissade.optimizers.spi.OptimizerProvider;
import dev.glissade.optimizers.spi.ScheduleProvider;

/// The optimizers that come with Glissade, and what stands around them.
module dev.glissade.optimizers.builtin {
    requires dev.glissade.kernel;
    requires static org.jspecify;
    requires transitive dev.glissade.optimizers.spi;

    exports dev.glissade.optimizers.builtin;

    provides Arithmetic with
            KernelArithmetic;
    provides AveragingProvider with
            Ema,
            Lookahead,
            Polyak,
            Swa;
    provides GradientTransformProvider with
            Accumulation,
            AdaptiveClip,
            Centralisation,
            ClipByGlobalNorm,
            ClipByNorm,
            ClipByValue,
            GradientNoise,
            SkipNonFinite;
    provides OptimizerProvider with
            AdaBelief,
            Adadelta,
            Adafactor,
            Adagrad,
            Adam,
            AdamW,
            Adamax,
            Adan,
            AggMo,
            Amsgrad,
            Asgd,
            Ftrl,
            Lamb,
            Lars,
            Lbfgs,
            Lion,
            Momentum,
            Muon,
            Nadam,
            Nesterov,
            Prodigy,
            QhAdam,
            Radam,
            RmsProp,
            Rprop,
            Sam,
            ScheduleFreeAdamW,
            ScheduleFreeSgd,
            Sgd,
            Signum,
            Yogi;
    provides ScheduleProvider with
            CosineAnnealingSchedule,
            CosineDecaySchedule,
            CosineWarmRestartsSchedule,
            CyclicSchedule,
            ExponentialSchedule,
            InverseSquareRootSchedule,
            LinearSchedule,
            OneCycleSchedule,
            PolynomialSchedule,
            StepDecaySchedule,
            WarmUpSchedule;
}
