package dev.glissade.optimizers.tck;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// What holds for whatever stands around an optimizer: all of [OptimizerContract] but descent.
final class RuleContract {
    private RuleContract() {}

    static Stream<DynamicTest> checks(Subject subject) {
        return Stream.of(
                        DeclarationChecks.of(subject),
                        StateChecks.of(subject),
                        ThreadChecks.of(subject),
                        SplittingChecks.of(subject),
                        TypeChecks.of(subject),
                        SpecialValueChecks.of(subject),
                        LengthChecks.of(subject),
                        RangeChecks.of(subject),
                        AllocationChecks.of(subject))
                .flatMap(List::stream);
    }
}
