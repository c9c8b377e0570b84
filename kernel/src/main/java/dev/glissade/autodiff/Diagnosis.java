package dev.glissade.autodiff;

import dev.glissade.autodiff.GradientReport.Cause;
import dev.glissade.tensor.Seed;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The search for the cause of what a gradient check found.
final class Diagnosis {
    private static final Seed SEED = Seed.of(1);
    /// Single instructions are compared at least and at most this closely, whatever the tolerance of the whole is.
    private static final double CLOSEST = 1e-10;

    private static final double LOOSEST = 1e-6;

    private final CheckedFunction function;
    private final double tolerance;

    Diagnosis(CheckedFunction function, double tolerance) {
        this.function = function;
        this.tolerance = tolerance;
    }

    private record Finding(Cause cause, int position) {}

    GradientReport of(GradientCheck check) {
        CheckedFunction.Recording recording = function.record();
        int end = recording.result().position();
        // The search runs the function again, by which it may be recorded differently.
        String[] operations = new String[end + 1];
        for (int i = 0; i <= end; i++) {
            operations[i] = recording.tape().instruction(i).primitive().operation();
        }
        Finding finding = cause(check, recording, CheckedFunction.roundings(recording));
        return new GradientReport(
                finding.cause(),
                operations[finding.position()],
                finding.position(),
                check.place(),
                check.tensor(),
                check.coordinate(),
                check.gradient(),
                new Estimate(check.estimate(), check.error()),
                check.difference(),
                tolerance);
    }

    private Finding cause(GradientCheck check, CheckedFunction.Recording recording, double[] roundings) {
        int end = recording.result().position();
        if (!Double.isFinite(check.difference())
                || !InstructionCheck.isFinite(recording.result().tensor())) {
            return new Finding(Cause.NOT_FINITE, notFinite(recording));
        }
        Map<Cause, Integer> first = walk(recording);
        for (Cause cause : List.of(Cause.WRONG_PULLBACK, Cause.WRONG_PUSHFORWARD, Cause.WRONG_DERIVATIVE, Cause.KINK)) {
            Integer position = first.get(cause);
            if (position != null) {
                return new Finding(cause, position);
            }
        }
        if (check.passes(tolerance)) {
            return new Finding(Cause.NONE, end);
        }
        return whole(check, recording, roundings, first);
    }

    /// The first instruction of each cause. It ends at a wrong one: what comes after is judged by its derivative.
    private Map<Cause, Integer> walk(CheckedFunction.Recording recording) {
        var first = new EnumMap<Cause, Integer>(Cause.class);
        var ancestry = new Ancestry(recording.tape());
        ancestry.trace("gradient check", recording.result());
        int end = recording.result().position();
        var check = new InstructionCheck(recording, SEED, Math.min(Math.max(tolerance, CLOSEST), LOOSEST));
        for (int i = 0; i <= end; i++) {
            if (ancestry.contains(i)) {
                Cause cause = check.cause(recording.tape().instruction(i));
                if (cause != null) {
                    first.putIfAbsent(cause, i);
                    if (cause.wrong()) {
                        break;
                    }
                }
            }
        }
        return first;
    }

    /// What remains when no instruction is wrong by itself.
    private Finding whole(
            GradientCheck check, CheckedFunction.Recording recording, double[] roundings, Map<Cause, Integer> first) {
        int end = recording.result().position();
        double noise = 0;
        int noisiest = end;
        for (int i = 0; i <= end; i++) {
            noise += roundings[i];
            boolean computed = recording.tape().instruction(i).operands() > 0;
            noisiest = computed && roundings[i] > roundings[noisiest] ? i : noisiest;
        }
        double[] at = function.point();
        double[] direction = check.direction();
        double[] moved = new double[at.length];
        double scale = CentralDifferences.scale(at, direction);
        double size = Math.max(1, Math.max(Math.abs(check.gradient()), Math.abs(check.estimate())));
        boolean kink = InstructionCheck.kink(
                step -> {
                    for (int i = 0; i < at.length; i++) {
                        moved[i] = at[i] + step * direction[i];
                    }
                    return function.value(moved);
                },
                scale,
                Double.isFinite(noise) ? noise : 0,
                tolerance,
                Math.max(1, Math.abs(check.gradient())));
        if (kink) {
            return new Finding(Cause.KINK, end);
        }
        if (check.error() > tolerance * size) {
            return new Finding(Cause.CANCELLATION, noisiest);
        }
        for (Cause cause : List.of(Cause.STOPPED, Cause.NOT_FINITE)) {
            Integer position = first.get(cause);
            if (position != null) {
                return new Finding(cause, position);
            }
        }
        return new Finding(Cause.UNKNOWN, end);
    }

    /// The first instruction whose value is not finite; else the last whose pullback is not.
    private static int notFinite(CheckedFunction.Recording recording) {
        int end = recording.result().position();
        for (int i = 0; i <= end; i++) {
            Instruction instruction = recording.tape().instruction(i);
            if (instruction.operands() > 0 && !InstructionCheck.isFinite(instruction.value())) {
                return i;
            }
        }
        Variable[] all = new Variable[end + 1];
        for (int i = 0; i <= end; i++) {
            all[i] = recording.tape().instruction(i).result();
        }
        Variable one = recording
                .tape()
                .constant(1, recording.result().dtype(), recording.result().shape());
        List<Variable> cotangents = recording.tape().pullback(recording.result(), one, all);
        for (int i = end; i >= 0; i--) {
            Instruction instruction = recording.tape().instruction(i);
            for (int j = 0; j < instruction.operands(); j++) {
                int operand = instruction.operand(j).position();
                if (InstructionCheck.isFinite(cotangents.get(i).tensor())
                        && !InstructionCheck.isFinite(cotangents.get(operand).tensor())) {
                    return i;
                }
            }
        }
        return end;
    }
}
