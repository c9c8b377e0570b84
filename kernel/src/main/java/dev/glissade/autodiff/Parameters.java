package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Elementwise;
import dev.glissade.tensor.ElementwiseOperation;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// The parameters of a model: one flat array of values, one of gradients, cut into named, shaped segments.
///
/// ```
/// values     | layer1.weight 64×32 | layer1.bias 32 | layer2.weight 32×10 | …
/// gradients  | the same cut                                               | …
/// ```
///
/// Gradients accumulate until [#zeroGradients], as in PyTorch. Zeroing only marks the segments; the next write to
/// a marked segment overwrites it.
///
/// Any number of threads may read them on tapes of their own, but nothing is guarded: one thread at a time writes values,
/// zeroes gradients or calls [Tape#backward].
public final class Parameters {

    /// A named part of the flat arrays.
    ///
    /// @param name unique among the segments
    /// @param offset the first element in the flat arrays
    public record Segment(String name, Shape shape, int offset) {}

    private static final WeakReference<GradientPlace> NOBODY = new WeakReference<>(null);

    private final DType dtype;
    private final List<Segment> segments;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Tensor values;
    private final Tensor gradients;
    private final Tensor[] segmentValues;
    private final Tensor[] segmentGradients;
    private final boolean[] zero;
    /// By number: the place of the result that is the gradient itself, as long as nothing else has been written there.
    private final List<WeakReference<GradientPlace>> writers;

    private long version;

    private Parameters(DType dtype, List<Segment> segments, int elements) {
        this.dtype = dtype;
        this.segments = List.copyOf(segments);
        this.values = Tensor.zeros(dtype, Shape.of(elements));
        this.gradients = Tensor.zeros(dtype, Shape.of(elements));
        int count = segments.size();
        this.segmentValues = new Tensor[count];
        this.segmentGradients = new Tensor[count];
        this.zero = new boolean[count];
        this.writers = new ArrayList<>(Collections.nCopies(count, NOBODY));
        zeroGradients();
        for (int i = 0; i < count; i++) {
            Segment segment = segments.get(i);
            numbers.put(segment.name(), i);
            segmentValues[i] = part(values, segment);
            segmentGradients[i] = part(gradients, segment);
        }
    }

    private static Tensor part(Tensor flat, Segment segment) {
        return switch (flat.dtype()) {
            case FLOAT32 -> Tensor.over(flat.floats(), segment.offset(), segment.shape());
            case FLOAT64 -> Tensor.over(flat.doubles(), segment.offset(), segment.shape());
        };
    }

    /// Parameters of zeros with the given segments, in the order of the map.
    ///
    /// @throws IllegalArgumentException if there are more than 2³¹ − 1 elements
    public static Parameters zeros(DType dtype, SequencedMap<String, Shape> shapes) {
        var segments = new ArrayList<Segment>();
        long offset = 0;
        for (var entry : shapes.entrySet()) {
            segments.add(new Segment(entry.getKey(), entry.getValue(), (int) offset));
            offset += entry.getValue().elements();
            if (offset > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("parameters: segment " + entry.getKey() + " ends at element "
                        + offset + "; all segments lie in one array of at most " + Integer.MAX_VALUE);
            }
        }
        return new Parameters(dtype, segments, (int) offset);
    }

    /// The element type.
    public DType dtype() {
        return dtype;
    }

    /// The segments in the order of the flat arrays.
    public List<Segment> segments() {
        return segments;
    }

    /// The number of parameters.
    public int elements() {
        return values.shape().elements();
    }

    /// All values, flat. Whoever writes to them calls [#changed] afterwards.
    public Tensor values() {
        return values;
    }

    /// All gradients, flat. Segments that are marked as zero are zeroed first.
    public Tensor gradients() {
        for (int i = 0; i < zero.length; i++) {
            clearIfMarked(i);
        }
        return gradients;
    }

    /// The values of a segment as a view. Whoever writes to them calls [#changed] afterwards.
    ///
    /// @throws IllegalArgumentException if there is no such segment
    public Tensor value(String name) {
        return segmentValues[number(name)];
    }

    /// The gradient of a segment as a view.
    ///
    /// @throws IllegalArgumentException if there is no such segment
    public Tensor gradient(String name) {
        int number = number(name);
        clearIfMarked(number);
        return segmentGradients[number];
    }

    /// Marks all gradients as zero; no memory is touched.
    public void zeroGradients() {
        Arrays.fill(zero, true);
    }

    /// Declares that values were written: a backward pass over a forward pass of before is refused from now on.
    public void changed() {
        version++;
    }

    /// How often [#changed] was called.
    public long version() {
        return version;
    }

    int number(String name) {
        Integer number = numbers.get(name);
        if (number == null) {
            throw new IllegalArgumentException("parameters: there is no segment '" + name + "'; there are "
                    + segments.stream().map(Segment::name).toList());
        }
        return number;
    }

    Tensor value(int number) {
        return segmentValues[number];
    }

    /// The gradient of a segment as it lies there, which is anything where it is marked as zero.
    Tensor gradient(int number) {
        return segmentGradients[number];
    }

    /// Lets an instruction compute its result where the gradient of a segment lies, if that is marked as zero; it is to be
    /// accumulated next.
    boolean reserve(int number, GradientPlace writer) {
        if (!zero[number]) {
            return false;
        }
        if (writers.get(number) != writer.reference()) {
            moveOut(number);
            writers.set(number, writer.reference());
        }
        return true;
    }

    /// Adds to the gradient of a segment, or overwrites it where it is marked as zero.
    void accumulate(int number, Tensor gradient, Workspace workspace) {
        Tensor target = segmentGradients[number];
        if (!zero[number]) {
            moveOut(number);
            Elementwise.apply(ElementwiseOperation.ADD, target, gradient, target, workspace);
        } else if (gradient != target) {
            moveOut(number);
            Elementwise.copy(gradient, target, workspace);
        }
        zero[number] = false;
    }

    /// Keeps the result of an instruction that lies where the gradient of a segment is to be changed.
    private void moveOut(int number) {
        GradientPlace writer = writers.get(number).get();
        if (writer != null) {
            writer.moveOut();
        }
        writers.set(number, NOBODY);
    }

    /// Remembers all gradients and which are marked as zero.
    ///
    /// @return what puts them back
    Runnable keepGradients() {
        Tensor before = gradients.copy();
        boolean[] marked = zero.clone();
        return () -> {
            Elementwise.copy(before, gradients, new Workspace());
            System.arraycopy(marked, 0, zero, 0, zero.length);
        };
    }

    private void clearIfMarked(int number) {
        if (zero[number]) {
            moveOut(number);
            Segment segment = segments.get(number);
            int end = segment.offset() + segment.shape().elements();
            switch (dtype) {
                case FLOAT32 -> Arrays.fill(gradients.floats(), segment.offset(), end, 0);
                case FLOAT64 -> Arrays.fill(gradients.doubles(), segment.offset(), end, 0);
            }
            zero[number] = false;
        }
    }
}
