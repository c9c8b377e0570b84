package dev.glissade.optimizers.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glissade.optimizers.spi.DoubleStep;
import dev.glissade.optimizers.spi.DoubleUpdateRule;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.NanPolicy;
import dev.glissade.optimizers.spi.OptimizerException;
import dev.glissade.optimizers.spi.OptimizerProvider;
import dev.glissade.optimizers.spi.Preset;
import dev.glissade.optimizers.spi.Range;
import dev.glissade.optimizers.spi.Slot;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each fault that an author may make is found by the check that is meant for it, and the message says what to do.
class FaultsTest {
    private static final String IN_A_SLOT = "Keep what outlives a step in a slot: declare it in slots()";

    /// @param check the name of the check that must fail
    /// @param messages what its message must contain
    record Fault(String what, OptimizerProvider provider, String check, String... messages) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Fault> faults() {
        return Stream.of(
                fault("a hidden field", FaultyRules.HiddenField::new, "a run goes on where it was saved", IN_A_SLOT),
                fault("a hidden field, taken back", FaultyRules.HiddenField::new, "a run can be taken back", IN_A_SLOT),
                fault("a hidden map", FaultyRules.HiddenMap::new, "a run goes on where it was saved", IN_A_SLOT),
                fault("static state", FaultyRules.StaticState::new, "a run does not see another", IN_A_SLOT),
                new Fault(
                        "one rule for all",
                        shared(new FaultyRules.HiddenField()),
                        "a run can be repeated",
                        "in the same run again",
                        IN_A_SLOT),
                rule(
                        "writes past its range",
                        FaultyRules::writePastTheRange,
                        "writes nothing but its range",
                        "changed parameters[",
                        "to 0.0; it must write its own range only",
                        "for (int i = from; i < to; i++)"),
                rule(
                        "writes a slot past its range",
                        FaultyRules::writeSlotPastTheRange,
                        "writes nothing but its range",
                        "changed velocity[0]",
                        "it must write its own range only"),
                rule(
                        "depends on to − from",
                        FaultyRules::dependOnLength,
                        "the same bits in ranges of any sizes",
                        "in ranges of 1 elements, the last first",
                        "not on from, to, to − from"),
                rule(
                        "takes a norm, elementwise",
                        FaultyRules::takeTheNorm,
                        "huge, infinite and NaN gradients stay where they are",
                        "declares scope SEGMENT or GLOBAL"),
                rule(
                        "forgets the offset",
                        FaultyRules::forgetTheOffset,
                        "the same bits wherever the parameters lie",
                        "at other offsets with gaps of 1"),
                rule(
                        "allocates",
                        FaultyRules::allocate,
                        "a warm step allocates nothing",
                        "the last 200 of",
                        "it must be 0 bytes",
                        "Slot.scratch(…)"),
                rule(
                        "ignores NaN",
                        FaultyRules::ignoreNan,
                        "a NaN gradient becomes what is declared",
                        "no parameter and no slot is NaN after a NaN gradient of element 17",
                        "declare nan() as NanPolicy.IGNORES"),
                new Fault(
                        "says that it ignores NaN",
                        new Faulty(() -> FaultyRules::descend) {
                            @Override
                            public NanPolicy nan() {
                                return NanPolicy.IGNORES;
                            }
                        },
                        "a NaN gradient becomes what is declared",
                        "declares that NaN is left out",
                        "Leave out what is NaN before it reaches a slot"),
                rule(
                        "reads outside its range",
                        FaultyRules::readPastTheRange,
                        "reads nothing but its range",
                        "if all elements outside the range at hand are 7777.25",
                        "Read no element but the one at i"),
                rule(
                        "changes the gradients",
                        FaultyRules::changeGradients,
                        "writes nothing but its range",
                        "changed gradients[",
                        "Compute into a local variable"),
                rule(
                        "changes the gradients, seen by the caller",
                        FaultyRules::changeGradients,
                        "leaves gaps and the caller's gradients",
                        "the caller gave"),
                rule(
                        "goes up",
                        FaultyRules::ascend,
                        "descends: parabola",
                        "30.5 at first",
                        "w ← w − η g",
                        "override learningRate(Problem)"),
                rule("ignores the gradient", FaultyRules::shrink, "descends: ill conditioned", "it must fall to 5.1"),
                rule(
                        "divides 0 by 0",
                        FaultyRules::normalize,
                        "gradients of 0 leave finite numbers",
                        "is NaN in step 1, the gradients being 0.0",
                        "Keep divisors from 0"),
                rule(
                        "stops at infinity",
                        FaultyRules::stopAtInfinity,
                        "huge, infinite and NaN gradients stop no step",
                        "ArithmeticException",
                        "Let NaN and infinity go through the arithmetic"),
                rule(
                        "looks at the first element",
                        FaultyRules::lookAtTheFirst,
                        "the same bits in ranges of any sizes",
                        "ArrayIndexOutOfBoundsException",
                        "from may be to"),
                new Fault(
                        "takes a norm before the ranges, elementwise",
                        new Faulty(FaultyRules.NormInBegin::new),
                        "reads nothing but its range",
                        "none in begin"),
                new Fault(
                        "another rate over double",
                        new Faulty.InTwoTypes(() -> FaultyRules::descend, () -> twin(1.1)),
                        "float and double agree",
                        "a hundredth of the way",
                        "Compare floatRule with doubleRule"),
                new Fault(
                        "a default out of its range",
                        with(() -> List.of(Hyperparameter.real("beta", 1.5, Range.closed(0, 1), "decay β"))),
                        "declares itself consistently",
                        "the default of beta is 1.5; it must be in [0, 1]",
                        "Correct what hyperparameters()"),
                new Fault(
                        "a blank meaning",
                        with(() -> List.of(Hyperparameter.real("beta", 0.5, Range.closed(0, 1), " "))),
                        "declares itself consistently",
                        "hyperparameter beta: the meaning must not be blank",
                        "Correct what hyperparameters()"),
                new Fault(
                        "two of one meaning",
                        with(() -> List.of(
                                Hyperparameter.LEARNING_RATE,
                                Hyperparameter.real("beta1", 0.5, Range.closed(0, 1), "decay"),
                                Hyperparameter.real("beta2", 0.5, Range.closed(0, 1), "decay"))),
                        "says on one line what everything is",
                        "beta1 and beta2 both mean 'decay'"),
                new Fault(
                        "an end that the rule refuses",
                        refusing(),
                        "steps at the ends of its ranges",
                        "order = 8 threw",
                        "Range.closedOpen"),
                new Fault(
                        "a preset that is not declared",
                        new Faulty(() -> FaultyRules::descend) {
                            @Override
                            public List<Preset> presets() {
                                return List.of(new Preset("theirs", "as they do", Map.of("beta", 0.5)));
                            }
                        },
                        "declares itself consistently",
                        "faulty has no hyperparameter 'beta'"),
                new Fault(
                        "a slot that is not declared",
                        new Faulty(() -> FaultyRules::descend) {
                            @Override
                            public List<Slot> slots(Hyperparameters chosen) {
                                return List.of(Slot.perElement("other"));
                            }
                        },
                        "declares itself consistently",
                        "slots(chosen) has other"),
                new Fault(
                        "says that it updates rows, and counts the calls",
                        rows(),
                        "a step over some rows leaves the others",
                        "after a step over rows [1, 4, 6]"),
                new Fault(
                        "forgets the offset of its segment",
                        new Scoped.ByRow() {
                            @Override
                            public FloatUpdateRule floatRule(Hyperparameters chosen) {
                                return (step, from, to) -> FaultyRules.descend(step, 0, to - from);
                            }
                        },
                        "writes nothing but its range",
                        "it must write its own range only"),
                new Fault(
                        "writes gaps before the ranges",
                        new Scoped.LookingAhead() {
                            @Override
                            public FloatUpdateRule floatRule(Hyperparameters chosen) {
                                return new FaultyRules.ClearsAll();
                            }
                        },
                        "leaves gaps and the caller's gradients",
                        "in a gap between segments, became 0.0",
                        "in begin at step.segments()"),
                new Fault(
                        "measures the index",
                        new Scoped.Normalized() {
                            @Override
                            public FloatUpdateRule floatRule(Hyperparameters chosen) {
                                return new FaultyRules.MeasuresIndex();
                            }
                        },
                        "the same bits wherever the parameters lie",
                        "Let what happens to an element depend on this element"));
    }

    @ParameterizedTest
    @MethodSource
    void faults(Fault fault) {
        Verdict verdict = Verdict.of(OptimizerContract.checks(fault.provider()));
        assertThat(verdict.failures()).containsKey(fault.check());
        assertThat(verdict.failures().get(fault.check())).contains(fault.messages());
    }

    @Test
    void whatHasNoFaultPassesInEveryScope() {
        for (OptimizerProvider provider :
                List.of(new Scoped.ByRow(), new Scoped.Normalized(), new Scoped.LookingAhead(), new Scoped.Rows())) {
            assertThat(Verdict.of(OptimizerContract.checks(provider)).failures())
                    .isEmpty();
        }
    }

    @Test
    void whatHasNoFaultPasses() {
        assertThat(Verdict.of(OptimizerContract.checks(new Faulty(() -> FaultyRules::descend)))
                        .failures())
                .isEmpty();
        assertThat(Verdict.of(OptimizerContract.checks(
                                new Faulty.InTwoTypes(() -> FaultyRules::descend, () -> twin(1))))
                        .failures())
                .isEmpty();
    }

    private static Fault fault(String what, Supplier<FloatUpdateRule> rule, String check, String... messages) {
        return new Fault(what, new Faulty(rule), check, messages);
    }

    private static Fault rule(String what, FloatUpdateRule rule, String check, String... messages) {
        return new Fault(what, new Faulty(() -> rule), check, messages);
    }

    private static OptimizerProvider shared(FloatUpdateRule rule) {
        return new Faulty(() -> rule);
    }

    private static OptimizerProvider with(Supplier<List<Hyperparameter>> hyperparameters) {
        return new Faulty(() -> FaultyRules::descend) {
            @Override
            public List<Hyperparameter> hyperparameters() {
                return hyperparameters.get();
            }
        };
    }

    private static OptimizerProvider refusing() {
        Hyperparameter order = Hyperparameter.real("order", 2, Range.closed(1, 8), "order p of the norm");
        return new Faulty(() -> FaultyRules::descend) {
            @Override
            public List<Hyperparameter> hyperparameters() {
                return List.of(Hyperparameter.LEARNING_RATE, order);
            }

            @Override
            public FloatUpdateRule floatRule(Hyperparameters chosen) {
                if (chosen.value(order) > 7) {
                    throw new OptimizerException("order is above 7");
                }
                return FaultyRules::descend;
            }
        };
    }

    private static OptimizerProvider rows() {
        return new Faulty(() -> FaultyRules::dependOnLength) {
            @Override
            public boolean updatesRows() {
                return true;
            }
        };
    }

    private static DoubleUpdateRule twin(double factor) {
        return (DoubleStep step, int from, int to) -> {
            double[] w = step.parameters();
            double[] g = step.gradients();
            for (int i = from; i < to; i++) {
                w[i] -= factor * step.rate() * g[i];
            }
        };
    }
}
