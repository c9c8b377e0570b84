package dev.glissade.optimizers.tck;

import dev.glissade.optimizers.spi.GradientTransformProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What holds for every gradient transform, tested before gradient descent, as tests that its author extends:
///
/// ```java
/// class ClipByValueTest extends GradientTransformContract {
///     ClipByValueTest() { super(new ClipByValue()); }
/// }
/// ```
///
/// The terms are those of [OptimizerContract], but for descent and rows.
public abstract class GradientTransformContract {
    private final GradientTransformProvider provider;

    /// @param provider the gradient transform to test
    protected GradientTransformContract(GradientTransformProvider provider) {
        this.provider = provider;
    }

    /// The contract, a test for each of its terms.
    @TestFactory
    public Stream<DynamicTest> contract() {
        return checks(provider);
    }

    /// The contract of a provider, to be run from a test that has several of them.
    public static Stream<DynamicTest> checks(GradientTransformProvider provider) {
        return RuleContract.checks(new TransformSubject(provider));
    }
}
