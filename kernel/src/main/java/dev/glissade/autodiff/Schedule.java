package dev.glissade.autodiff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The steps of a program in their order: of all instructions that were recorded, those that something depends on.
///
/// An instruction is *live* if an output, a guard or an accumulation depends on it, or if it has state. Views and leaves
/// need no step. A guard follows its instruction at once. Gradients are accumulated as soon as the cotangent is known, so
/// that its storage is free again, but after the last guard, so that a run that is refused leaves them as they were; to
/// one gradient in the order of the recording, because sums depend on it.
final class Schedule {
    private final List<Instruction> live = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();

    Schedule(Instruction[] recorded, Recorder recorder, Iterable<Instruction> outputs) {
        int count = recorded.length;
        boolean[] needed = new boolean[count];
        Step.Guard[] guards = new Step.Guard[count];
        List<List<Step>> accumulations = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            accumulations.add(List.of());
            needed[i] = !recorded[i].primitive().state().isEmpty();
        }
        for (Instruction output : outputs) {
            needed[output.position()] = true;
            output.stay();
        }
        int lastGuard = 0;
        for (var reading : recorder.readings()) {
            int position = reading.instruction().position();
            // An operation that failed takes back what it recorded, and what was read of that.
            if (position < count && recorded[position] == reading.instruction()) {
                guards[position] = new Step.Guard(reading);
                needed[position] = true;
                lastGuard = Math.max(lastGuard, position);
            }
        }
        Map<Leaf.Parameter, Integer> latest = new HashMap<>();
        for (var accumulation : recorder.accumulations()) {
            int position = accumulation.cotangent().position();
            int after = Math.max(position, lastGuard);
            after = latest.merge(accumulation.parameter(), after, Math::max);
            if (accumulations.get(after).isEmpty()) {
                accumulations.set(after, new ArrayList<>());
            }
            accumulations.get(after).add(new Step.Accumulate(accumulation.parameter(), accumulation.cotangent()));
            needed[position] = true;
            if (isOnly(accumulation, recorder)) {
                accumulation.cotangent().becomesGradientOf(accumulation.parameter());
            }
        }
        for (int i = count - 1; i >= 0; i--) {
            for (int j = 0; needed[i] && j < recorded[i].operands(); j++) {
                needed[recorded[i].operand(j).position()] = true;
            }
        }
        for (int i = 0; i < count; i++) {
            if (needed[i]) {
                live.add(recorded[i]);
                if (!recorded[i].isView() && !(recorded[i].primitive() instanceof Leaf)) {
                    steps.add(new Step.Compute(recorded[i]));
                }
            }
            if (guards[i] != null) {
                steps.add(guards[i]);
            }
            steps.addAll(accumulations.get(i));
        }
    }

    /// Whether nothing else is added to the gradient, which so stays as it is until the end of the run.
    private static boolean isOnly(Recorder.Accumulation accumulation, Recorder recorder) {
        for (var other : recorder.accumulations()) {
            if (other != accumulation && other.parameter().equals(accumulation.parameter())) {
                return false;
            }
        }
        return true;
    }

    /// The live instructions, leaves and views among them, in the order of the recording.
    List<Instruction> live() {
        return live;
    }

    List<Step> steps() {
        return steps;
    }
}
