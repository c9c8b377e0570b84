package dev.glissade.optimizers.spi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/// Which segment of a layout is in which group of a recipe: the first whose pattern fits its name. The last group is that
/// of all others.
final class Grouping {
    private final Layout layout;
    private final List<Group> groups;
    private final int[] groupOf;

    /// @throws OptimizerException if a group would be empty
    Grouping(String optimizer, List<Group> given, Hyperparameters others, Layout layout) {
        this.layout = layout;
        var all = new ArrayList<>(given);
        all.add(new Group("*", others, false));
        this.groups = List.copyOf(all);
        this.groupOf = new int[layout.segments().size()];
        for (int i = 0; i < groupOf.length; i++) {
            groupOf[i] = first(layout.segments().get(i).name());
        }
        for (int g = 0; g < given.size(); g++) {
            if (members(g).length == 0) {
                throw new OptimizerException(optimizer + ": no segment is left "
                        + (given.get(g).frozen() ? "to freeze by" : "for the group") + " '"
                        + given.get(g).pattern() + "'; a segment is in the first group whose pattern fits its name: "
                        + Names.list(layout.segments(), Segment::name));
            }
        }
    }

    private int first(String segment) {
        int group = 0;
        while (!groups.get(group).contains(segment)) {
            group++;
        }
        return group;
    }

    int count() {
        return groups.size();
    }

    Group group(int index) {
        return groups.get(index);
    }

    /// The values of all groups.
    List<Hyperparameters> hyperparameters() {
        return groups.stream().map(Group::hyperparameters).toList();
    }

    boolean isFrozen(int group) {
        return groups.get(group).frozen();
    }

    /// How many groups have segments and are not frozen.
    int moving() {
        int moving = 0;
        for (int g = 0; g < count(); g++) {
            if (!isFrozen(g) && members(g).length > 0) {
                moving++;
            }
        }
        return moving;
    }

    int groupOf(int segment) {
        return groupOf[segment];
    }

    /// The numbers of the segments in a group.
    int[] members(int group) {
        return numbers(number -> groupOf[number] == group);
    }

    /// The numbers of the segments that are not frozen.
    int[] unfrozen() {
        return numbers(number -> !isFrozen(groupOf[number]));
    }

    /// The numbers of all segments.
    int[] all() {
        return numbers(_ -> true);
    }

    private int[] numbers(IntPredicate chosen) {
        int count = 0;
        var numbers = new int[groupOf.length];
        for (int i = 0; i < groupOf.length; i++) {
            if (chosen.test(i)) {
                numbers[count++] = i;
            }
        }
        return Arrays.copyOf(numbers, count);
    }

    /// All segments.
    ///
    /// @param join whether neighbours of one group become one range
    Ranges ranges(boolean join) {
        var ranges = new Ranges();
        for (int i = 0; i < groupOf.length; i++) {
            Segment segment = layout.segments().get(i);
            ranges.add(segment.offset(), segment.end(), groupOf[i], join);
        }
        return ranges;
    }
}
