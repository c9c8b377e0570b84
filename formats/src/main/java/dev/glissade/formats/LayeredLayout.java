package dev.glissade.formats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Places for boxes that arrows join, so that arrows point down and boxes do not overlap.
///
/// ```text
///  layer 0   ┌───┐  ┌───┐
///            └─┬─┘  └┬─┬┘
///  layer 1   ┌─┴─────┴┐│   ← an arrow over several layers bends once in each
///            └────┬───┘│
///  layer 2       ┌┴────┴┐
///                └──────┘
/// ```
///
/// 1. Layers: the longest path from above; a box without arrows into it lies just above its first target.
/// 2. Order in a layer: by the median of the neighbours, down and up in turn; of all orders, that with the fewest
///    crossings remains.
/// 3. Places: each at the mean of its neighbours, as near as order and gaps permit, in the sense of least squares.
///
/// Sources: K. Sugiyama, S. Tagawa and M. Toda, Methods for visual understanding of hierarchical system structures, 1981;
/// E. Gansner et al., A technique for drawing directed graphs, 1993.
final class LayeredLayout {
    /// What is to be placed, in pixels.
    record Box(double width, double height) {}

    /// An arrow between boxes.
    ///
    /// @param from index of a box
    /// @param to index of a later one
    record Arrow(int from, int to) {}

    private static final double COLUMN_GAP = 26;
    private static final double BEND_GAP = 14;
    private static final double ROW_GAP = 44;
    private static final int ORDERINGS = 16;
    private static final int PLACINGS = 24;
    /// Arrows that would need more are drawn straight.
    private static final int MOST_BENDS = 4000;

    private static final double BEND_WEIGHT = 4;
    private static final double LONELY_WEIGHT = 0.1;
    /// How much more a bend is drawn to another of its arrow than to a box.
    private static final double STRAIGHTNESS = 8;

    private static final int[] NONE = {};
    /// The part of a box's width along which arrows are spread.
    private static final double PORTS = 0.6;

    private final List<Box> boxes;
    private final List<Arrow> arrows;
    /// By vertex, a box or a bend.
    private int[] layer;
    /// By arrow: the box it leaves, its bends, and the box it enters.
    private final int[][] chains;
    /// By box: the arrows that leave it, and those that enter it.
    private final List<List<Integer>> leavers = new ArrayList<>();

    private final List<List<Integer>> enterers = new ArrayList<>();
    /// By vertex: its neighbours in the next layers.
    private final int[][] above;

    private final int[][] below;
    private int[][] rows;
    private final int[] index;
    /// By vertex: the middle.
    private final double[] x;
    /// By layer: the upper edge, and the lower one.
    private final double[] rowTop;

    private final double[] rowBottom;

    /// @param boxes in an order in which no arrow points back
    LayeredLayout(List<Box> boxes, List<Arrow> arrows) {
        this.boxes = boxes;
        this.arrows = arrows;
        boxes.forEach(_ -> {
            leavers.add(new ArrayList<>());
            enterers.add(new ArrayList<>());
        });
        for (int i = 0; i < arrows.size(); i++) {
            leavers.get(arrows.get(i).from()).add(i);
            enterers.get(arrows.get(i).to()).add(i);
        }
        this.layer = layers();
        this.chains = chains();
        this.above = neighbours(true);
        this.below = neighbours(false);
        this.rows = rows();
        this.index = new int[layer.length];
        order();
        this.x = new double[layer.length];
        place();
        this.rowTop = new double[rows.length];
        this.rowBottom = new double[rows.length];
        stack();
    }

    // ---- the result

    double left(int box) {
        return x[box] - boxes.get(box).width() / 2;
    }

    double top(int box) {
        int row = layer[box];
        return (rowTop[row] + rowBottom[row] - boxes.get(box).height()) / 2;
    }

    double width() {
        double width = 0;
        for (int i = 0; i < x.length; i++) {
            width = Math.max(width, x[i] + width(i) / 2);
        }
        return width;
    }

    double height() {
        return rows.length == 0 ? 0 : rowBottom[rows.length - 1];
    }

    /// The points of an arrow, x and y in turn: where it leaves a box, then for each layer on its way where it enters and
    /// leaves it, then where it meets the other box. Between layers it swings from one vertical to the next.
    double[] points(int arrow) {
        int[] chain = chains[arrow];
        double[] points = new double[4 * chain.length];
        for (int i = 0; i < chain.length; i++) {
            int vertex = chain[i];
            boolean first = i == 0;
            boolean last = i == chain.length - 1;
            double at = first || last ? port(arrow, first) : x[vertex];
            points[4 * i] = at;
            points[4 * i + 1] = first ? top(vertex) + boxes.get(vertex).height() : rowTop[layer[vertex]];
            points[4 * i + 2] = at;
            points[4 * i + 3] = last ? top(vertex) : rowBottom[layer[vertex]];
        }
        return points;
    }

    /// Where an arrow touches a box: arrows are spread in the order of where they come from or go to.
    private double port(int arrow, boolean leaving) {
        Arrow one = arrows.get(arrow);
        int box = leaving ? one.from() : one.to();
        List<Integer> all = (leaving ? leavers : enterers).get(box);
        int before = 0;
        for (int other : all) {
            int order = Double.compare(x[next(other, leaving)], x[next(arrow, leaving)]);
            before += order < 0 || (order == 0 && other < arrow) ? 1 : 0;
        }
        return x[box] + PORTS * boxes.get(box).width() * ((before + 1.0) / (all.size() + 1) - 0.5);
    }

    private int next(int arrow, boolean leaving) {
        int[] chain = chains[arrow];
        return leaving ? chain[1] : chain[chain.length - 2];
    }

    // ---- layers

    private int[] layers() {
        int[] layers = new int[boxes.size()];
        int[] nearest = new int[boxes.size()];
        boolean[] entered = new boolean[boxes.size()];
        var byTarget = new ArrayList<>(arrows);
        byTarget.sort(Comparator.comparingInt(Arrow::to));
        for (Arrow arrow : byTarget) {
            layers[arrow.to()] = Math.max(layers[arrow.to()], layers[arrow.from()] + 1);
            entered[arrow.to()] = true;
        }
        Arrays.fill(nearest, Integer.MAX_VALUE);
        for (Arrow arrow : arrows) {
            nearest[arrow.from()] = Math.min(nearest[arrow.from()], layers[arrow.to()]);
        }
        for (int i = 0; i < layers.length; i++) {
            if (!entered[i] && nearest[i] != Integer.MAX_VALUE) {
                layers[i] = nearest[i] - 1;
            }
        }
        return layers;
    }

    /// Puts a bend into each layer between the ends of an arrow.
    private int[][] chains() {
        int[][] chains = new int[arrows.size()][];
        int vertices = boxes.size();
        int[] layers = layer;
        for (int i = 0; i < chains.length; i++) {
            Arrow arrow = arrows.get(i);
            int bends = layer[arrow.to()] - layer[arrow.from()] - 1;
            if (vertices - boxes.size() + bends > MOST_BENDS) {
                bends = 0;
            }
            chains[i] = new int[bends + 2];
            chains[i][0] = arrow.from();
            chains[i][bends + 1] = arrow.to();
            if (vertices + bends > layers.length) {
                layers = Arrays.copyOf(layers, 2 * (vertices + bends));
            }
            for (int j = 1; j <= bends; j++) {
                layers[vertices] = layer[arrow.from()] + j;
                chains[i][j] = vertices++;
            }
        }
        layer = Arrays.copyOf(layers, vertices);
        return chains;
    }

    private int[][] neighbours(boolean upper) {
        var lists = new ArrayList<List<Integer>>();
        for (int i = 0; i < layer.length; i++) {
            lists.add(new ArrayList<>());
        }
        for (int[] chain : chains) {
            for (int i = 1; i < chain.length; i++) {
                if (layer[chain[i]] == layer[chain[i - 1]] + 1) {
                    lists.get(chain[upper ? i : i - 1]).add(chain[upper ? i - 1 : i]);
                }
            }
        }
        return lists.stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    private int[][] rows() {
        var lists = new ArrayList<List<Integer>>();
        for (int i = 0; i < layer.length; i++) {
            while (lists.size() <= layer[i]) {
                lists.add(new ArrayList<>());
            }
            lists.get(layer[i]).add(i);
        }
        return lists.stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    // ---- order within layers

    private void order() {
        number();
        int[][] best = copy(rows);
        long fewest = crossings();
        for (int i = 0; i < ORDERINGS && fewest > 0; i++) {
            boolean down = i % 2 == 0;
            for (int j = 1; j < rows.length; j++) {
                sortByMedian(rows[down ? j : rows.length - 1 - j], down ? above : below);
            }
            long crossings = crossings();
            if (crossings < fewest) {
                fewest = crossings;
                best = copy(rows);
            }
        }
        rows = best;
        number();
    }

    private static int[][] copy(int[][] rows) {
        return Arrays.stream(rows).map(int[]::clone).toArray(int[][]::new);
    }

    private void number() {
        for (int[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                index[row[i]] = i;
            }
        }
    }

    private void sortByMedian(int[] row, int[][] neighbours) {
        double[] medians = new double[layer.length];
        var sorted = new ArrayList<Integer>();
        for (int vertex : row) {
            int[] places = Arrays.stream(neighbours[vertex])
                    .map(other -> index[other])
                    .sorted()
                    .toArray();
            int middle = places.length / 2;
            medians[vertex] = places.length == 0
                    ? index[vertex]
                    : places.length % 2 == 1 ? places[middle] : (places[middle - 1] + places[middle]) / 2.0;
            sorted.add(vertex);
        }
        sorted.sort(Comparator.comparingDouble(vertex -> medians[vertex]));
        for (int i = 0; i < row.length; i++) {
            row[i] = sorted.get(i);
            index[row[i]] = i;
        }
    }

    /// Counts pairs of lines that cross, by a tree of partial sums (P. Fenwick 1994).
    private long crossings() {
        long crossings = 0;
        for (int i = 1; i < rows.length; i++) {
            int[] tree = new int[rows[i].length + 1];
            int entered = 0;
            for (int upper : rows[i - 1]) {
                int[] places = Arrays.stream(below[upper])
                        .map(other -> index[other])
                        .sorted()
                        .toArray();
                for (int place : places) {
                    int notAfter = 0;
                    for (int k = place + 1; k > 0; k -= k & -k) {
                        notAfter += tree[k];
                    }
                    crossings += entered - notAfter;
                }
                for (int place : places) {
                    for (int k = place + 1; k < tree.length; k += k & -k) {
                        tree[k]++;
                    }
                    entered++;
                }
            }
        }
        return crossings;
    }

    // ---- places

    private void place() {
        for (int[] row : rows) {
            double[] offsets = offsets(row);
            for (int i = 0; i < row.length; i++) {
                x[row[i]] = offsets[i] - offsets[row.length - 1] / 2;
            }
        }
        for (int i = 0; i < PLACINGS; i++) {
            boolean down = i % 2 == 0;
            boolean both = i >= PLACINGS / 2;
            for (int j = 0; j < rows.length; j++) {
                settle(rows[down ? j : rows.length - 1 - j], down || both, !down || both);
            }
        }
        double leftmost = Double.POSITIVE_INFINITY;
        for (int i = 0; i < x.length; i++) {
            leftmost = Math.min(leftmost, x[i] - width(i) / 2);
        }
        for (int i = 0; i < x.length; i++) {
            x[i] -= leftmost;
        }
    }

    private boolean isBend(int vertex) {
        return vertex >= boxes.size();
    }

    private double width(int vertex) {
        return isBend(vertex) ? 0 : boxes.get(vertex).width();
    }

    /// The least distances of a row's middles from the first one.
    private double[] offsets(int[] row) {
        double[] offsets = new double[row.length];
        for (int i = 1; i < row.length; i++) {
            double gap = isBend(row[i - 1]) && isBend(row[i]) ? BEND_GAP : COLUMN_GAP;
            offsets[i] = offsets[i - 1] + (width(row[i - 1]) + width(row[i])) / 2 + gap;
        }
        return offsets;
    }

    /// Moves a row to the means of its neighbours: with the least distances taken off, that is the nearest ascending
    /// sequence, found by pooling adjacent violators (M. Ayer et al. 1955).
    private void settle(int[] row, boolean fromAbove, boolean fromBelow) {
        double[] offsets = offsets(row);
        double[] means = new double[row.length];
        double[] weights = new double[row.length];
        int[] lengths = new int[row.length];
        int pools = 0;
        for (int i = 0; i < row.length; i++) {
            int vertex = row[i];
            double sum = 0;
            double pull = 0;
            for (int[] others : List.of(fromAbove ? above[vertex] : NONE, fromBelow ? below[vertex] : NONE)) {
                for (int other : others) {
                    double one = isBend(vertex) && isBend(other) ? STRAIGHTNESS : 1;
                    sum += one * x[other];
                    pull += one;
                }
            }
            means[pools] = (pull == 0 ? x[vertex] : sum / pull) - offsets[i];
            weights[pools] = pull == 0 ? LONELY_WEIGHT : isBend(vertex) ? BEND_WEIGHT : 1;
            lengths[pools++] = 1;
            while (pools > 1 && means[pools - 2] > means[pools - 1]) {
                pools--;
                double weight = weights[pools - 1] + weights[pools];
                means[pools - 1] = (means[pools - 1] * weights[pools - 1] + means[pools] * weights[pools]) / weight;
                weights[pools - 1] = weight;
                lengths[pools - 1] += lengths[pools];
            }
        }
        int i = 0;
        for (int pool = 0; pool < pools; pool++) {
            for (int k = 0; k < lengths[pool]; k++, i++) {
                x[row[i]] = means[pool] + offsets[i];
            }
        }
    }

    private void stack() {
        double y = 0;
        for (int i = 0; i < rows.length; i++) {
            double height = 0;
            for (int vertex : rows[i]) {
                height = Math.max(height, isBend(vertex) ? 0 : boxes.get(vertex).height());
            }
            rowTop[i] = y;
            rowBottom[i] = y + height;
            y += height + ROW_GAP;
        }
    }
}
