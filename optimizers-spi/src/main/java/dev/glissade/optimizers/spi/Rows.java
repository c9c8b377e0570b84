package dev.glissade.optimizers.spi;

/// Selects what a step over some rows of a segment updates: these rows, and the other segments.
final class Rows {
    private final String optimizer;
    private final Layout layout;
    private final Grouping grouping;
    private final String obstacle;
    private final Ranges ranges = new Ranges();

    Rows(Recipe recipe, Layout layout, Grouping grouping) {
        this.optimizer = recipe.description().name();
        this.layout = layout;
        this.grouping = grouping;
        this.obstacle = obstacle(recipe, grouping);
    }

    /// What stands in the way of leaving rows out; empty if nothing does.
    private static String obstacle(Recipe recipe, Grouping grouping) {
        OptimizerProvider provider = recipe.choice().provider();
        if (!provider.updatesRows()) {
            return "its rule has to see every row";
        }
        for (int g = 0; g < grouping.count(); g++) {
            if (!grouping.isFrozen(g)
                    && grouping.members(g).length > 0
                    && Direction.turns(provider, grouping.group(g).hyperparameters())) {
                return "weightDecay or maximize is set";
            }
        }
        if (!recipe.averagings().isEmpty()) {
            return "an averaging has to see every row";
        }
        for (Choice<GradientTransformProvider> transform : recipe.transforms()) {
            if (transform.provider().scope() == Scope.SEGMENT
                    || !transform.provider().slots().isEmpty()) {
                return "the transform " + transform.description().name() + " has to see every row";
            }
        }
        return "";
    }

    /// Neighbouring rows are one range, segments are not: what measures sees ranges of one segment.
    ///
    /// @throws OptimizerException if the selection is not possible
    Ranges select(String segmentName, int[] indices, int count) {
        if (!obstacle.isEmpty()) {
            throw new OptimizerException(optimizer + " cannot leave rows out: " + obstacle);
        }
        int number = number(segmentName);
        Segment segment = layout.segments().get(number);
        check(segment, indices, count);
        ranges.clear();
        for (int i = 0; i < layout.segments().size(); i++) {
            Segment other = layout.segments().get(i);
            if (i != number) {
                ranges.add(other.offset(), other.end(), grouping.groupOf(i), false);
                continue;
            }
            int columns = segment.columns();
            for (int k = 0; k < count; k++) {
                int from = segment.offset() + indices[k] * columns;
                ranges.add(from, from + columns, grouping.groupOf(i), k > 0);
            }
        }
        return ranges;
    }

    private int number(String name) {
        for (int i = 0; i < layout.segments().size(); i++) {
            if (layout.segments().get(i).name().equals(name)) {
                return i;
            }
        }
        throw new OptimizerException(optimizer + ": no segment '" + name + "'; "
                + Names.suggest(name, layout.segments(), Segment::name, "there are"));
    }

    private void check(Segment segment, int[] indices, int count) {
        if (count < 0 || count > indices.length) {
            throw new OptimizerException(optimizer + ": the number of rows is " + count + ", there are "
                    + indices.length + " indices; it must be from 0 to that");
        }
        int rows = segment.rows();
        for (int k = 0; k < count; k++) {
            if (indices[k] < 0 || indices[k] >= rows) {
                throw new OptimizerException(optimizer + ": row " + k + " is " + indices[k] + ", segment "
                        + segment.name() + " has " + rows + " rows; it must be from 0 to one below");
            }
            if (k > 0 && indices[k] <= indices[k - 1]) {
                throw new OptimizerException(optimizer + ": row " + k + " is " + indices[k] + ", the one before is "
                        + indices[k - 1] + "; rows must ascend");
            }
        }
    }
}
