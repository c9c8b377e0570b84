package dev.glissade.optimizers.tck;

import dev.glissade.optimizers.spi.AveragingProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What holds for every averaging, tested behind gradient descent, as tests that its author extends:
///
/// ```java
/// class EmaTest extends AveragingContract {
///     EmaTest() { super(new Ema()); }
/// }
/// ```
///
/// The terms are those of [OptimizerContract], but for descent and rows.
public abstract class AveragingContract {
    private final AveragingProvider provider;

    /// @param provider the averaging to test
    protected AveragingContract(AveragingProvider provider) {
        this.provider = provider;
    }

    /// The contract, a test for each of its terms.
    @TestFactory
    public Stream<DynamicTest> contract() {
        return checks(provider);
    }

    /// The contract of a provider, to be run from a test that has several of them.
    public static Stream<DynamicTest> checks(AveragingProvider provider) {
        return RuleContract.checks(new AveragingSubject(provider));
    }
}
