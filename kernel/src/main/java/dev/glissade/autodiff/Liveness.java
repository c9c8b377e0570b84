package dev.glissade.autodiff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which results of a program have storage, and from which step to which.
///
/// A view keeps the storage that it looks at in use. Where an operand is read for the last time by an instruction that
/// may write over it, the result takes its storage. Leaves have storage elsewhere.
final class Liveness {
    private final List<Block> blocks = new ArrayList<>();
    /// By position: the storage that a result lies in, or null if it is that of a leaf.
    private final @Nullable Block[] blockOf;
    /// By position: the instruction whose storage a view looks at; itself if it is no view.
    private final int[] root;
    /// By position of a root: the last step that reads it, directly or through a view.
    private final int[] lastRead;

    private final boolean[] output;

    Liveness(int recorded, Schedule schedule, Iterable<Instruction> outputs) {
        blockOf = new Block[recorded];
        root = new int[recorded];
        lastRead = new int[recorded];
        output = new boolean[recorded];
        Arrays.fill(lastRead, -1);
        for (Instruction instruction : schedule.live()) {
            int position = instruction.position();
            root[position] = instruction.isView() ? root[instruction.operand(0).position()] : position;
        }
        for (Instruction instruction : outputs) {
            output[root[instruction.position()]] = true;
        }
        List<Step> steps = schedule.steps();
        for (int i = 0; i < steps.size(); i++) {
            for (Instruction read : steps.get(i).reads()) {
                lastRead[root[read.position()]] = i;
            }
        }
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) instanceof Step.Compute(Instruction instruction)) {
                int position = instruction.position();
                blockOf[position] = block(instruction, i);
            }
        }
        for (Instruction instruction : schedule.live()) {
            if (instruction.isView()) {
                blockOf[instruction.position()] = blockOf[root[instruction.position()]];
            }
        }
    }

    private Block block(Instruction instruction, int step) {
        int position = instruction.position();
        int until = Math.max(step, lastRead[position]);
        if (!output[position] && instruction.primitive().inPlace()) {
            for (int i = 0; i < instruction.operands(); i++) {
                Block block = overwritten(instruction, i, step);
                if (block != null) {
                    block.until(until);
                    return block;
                }
            }
        }
        var block = new Block(instruction, output[position], step, until);
        blocks.add(block);
        return block;
    }

    /// The storage of an operand, if the result may be written over it at this step.
    private @Nullable Block overwritten(Instruction instruction, int operand, int step) {
        Block block = blockOf[root(instruction, operand)];
        if (block == null || block.output() || block.last() != step) {
            return null;
        }
        boolean free = true;
        for (int i = 0; free && i < instruction.operands(); i++) {
            free = blockOf[root(instruction, i)] != block || fills(instruction, i, block);
        }
        return free ? block : null;
    }

    /// Whether an operand lies over the whole of its storage, element for element as the result would.
    private static boolean fills(Instruction instruction, int operand, Block block) {
        return instruction.tensor(operand).dense()
                && instruction.shape(operand).equals(instruction.value().shape())
                && instruction.value().shape().elements() == block.elements();
    }

    private int root(Instruction instruction, int operand) {
        return root[instruction.operand(operand).position()];
    }

    /// All storage, in the order of the steps that write it first.
    List<Block> blocks() {
        return blocks;
    }

    /// The storage that the result of an instruction lies in, or null if it is that of a leaf.
    @Nullable
    Block blockOf(Instruction instruction) {
        return blockOf[instruction.position()];
    }
}
