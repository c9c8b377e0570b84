package dev.glissade.optimizers.tck;

import dev.glissade.optimizers.spi.OptimizerProvider;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What holds for every optimizer, as tests that its author extends:
///
/// ```java
/// class SignDescentTest extends OptimizerContract {
///     SignDescentTest() { super(new SignDescent()); }
/// }
/// ```
///
/// | it | looks at |
/// |---|---|
/// | declares itself | names, ranges, defaults, meanings, presets, slots; steps at the ends of its ranges |
/// | descends | the loss on each [Problem] |
/// | remembers in slots alone | a run restored, taken back, repeated, beside another, on several threads at once |
/// | may be split anywhere | other placements, segments, ranges, groups, threads; block by block |
/// | agrees with itself | `float` and `double` |
/// | stands special values | gradients of 0, subnormal, huge, infinite and NaN; no element, one element |
/// | keeps to its range | neither reads nor writes outside, leaves the gradients |
/// | allocates nothing | bytes in warm steps |
/// | leaves rows out | where it [says so][OptimizerProvider#updatesRows] |
public abstract class OptimizerContract {
    private final OptimizerProvider provider;

    /// @param provider the optimizer to test
    protected OptimizerContract(OptimizerProvider provider) {
        this.provider = provider;
    }

    /// The learning rate to descend a problem with: by default the best of 1e-4, 3e-4, 1e-3, … 1, 10 and 100. Override it
    /// for an optimizer to which none of them does justice.
    protected double learningRate(Problem problem) {
        return LearningRates.best(provider, problem);
    }

    /// The contract, a test for each of its terms.
    @TestFactory
    public Stream<DynamicTest> contract() {
        return checks(provider, this::learningRate);
    }

    /// The contract of a provider, to be run from a test that has several of them.
    public static Stream<DynamicTest> checks(OptimizerProvider provider) {
        return checks(provider, problem -> LearningRates.best(provider, problem));
    }

    /// The contract of a provider, with learning rates of one's own.
    ///
    /// @param learningRates the learning rate to descend a problem with
    public static Stream<DynamicTest> checks(OptimizerProvider provider, ToDoubleFunction<Problem> learningRates) {
        var subject = new OptimizerSubject(provider);
        return Stream.of(
                        DeclarationChecks.of(subject),
                        ConvergenceChecks.of(provider, learningRates),
                        StateChecks.of(subject),
                        ThreadChecks.of(subject),
                        SplittingChecks.of(subject),
                        TypeChecks.of(subject),
                        SpecialValueChecks.of(subject),
                        LengthChecks.of(subject),
                        RangeChecks.of(subject),
                        AllocationChecks.of(subject),
                        RowChecks.of(subject))
                .flatMap(List::stream);
    }
}
