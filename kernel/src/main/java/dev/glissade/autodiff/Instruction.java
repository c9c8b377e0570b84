package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One recorded application of a primitive: its operands and its result.
public final class Instruction {
    private final Tape tape;
    private final Primitive primitive;
    private final Variable[] operands;
    private final int position;
    private final Variable variable;
    private final List<Tensor> tensors = new Operands();
    private Tensor result;
    private @Nullable Tensor viewed;
    /// Where it is computed, if it becomes a gradient.
    private @Nullable GradientPlace place;

    private boolean staying;
    private boolean still;

    /// An instruction whose result is not computed yet.
    ///
    /// @throws IllegalArgumentException if the operands do not fit the primitive
    Instruction(Tape tape, Primitive primitive, Variable[] operands, int position) {
        this.tape = tape;
        this.primitive = primitive;
        this.operands = operands;
        this.position = position;
        this.result = operands[0].instruction().value();
        DType dtype = result.dtype();
        for (Variable operand : operands) {
            if (operand.dtype() != dtype) {
                throw new IllegalArgumentException(primitive.operation() + ": operands are " + dtype + " and "
                        + operand.dtype() + "; all must have one element type");
            }
        }
        Shape shape = primitive.shape(this);
        Tensor view = primitive.view(this);
        if (view != null && operands[0].instruction().stay()) {
            view = primitive.view(this);
        }
        this.viewed = view == null ? null : operands[0].instruction().value();
        this.result = view == null ? tape.storage(dtype, shape) : view;
        this.variable = new Variable(this);
    }

    /// An instruction without operands, whose value is given.
    Instruction(Tape tape, Primitive primitive, Tensor value, int position) {
        this.tape = tape;
        this.primitive = primitive;
        this.operands = new Variable[0];
        this.position = position;
        this.result = value;
        this.variable = new Variable(this);
    }

    /// The operation.
    public Primitive primitive() {
        return primitive;
    }

    /// The number of operands.
    public int operands() {
        return operands.length;
    }

    /// An operand as a variable, to compute with in pullbacks and pushforwards.
    public Variable operand(int index) {
        return operands[index];
    }

    /// The value of an operand.
    public Tensor tensor(int operand) {
        return operands[operand].instruction().value();
    }

    /// The values of all operands.
    public List<Tensor> tensors() {
        return tensors;
    }

    /// The shape of an operand.
    public Shape shape(int operand) {
        return tensor(operand).shape();
    }

    /// The result as a variable, to compute with in pullbacks and pushforwards.
    public Variable result() {
        return variable;
    }

    Tape tape() {
        return tape;
    }

    int position() {
        return position;
    }

    /// Whether it is a constant to derivatives, as [Tape#noGrad] makes it.
    boolean isStill() {
        return still;
    }

    void still(boolean constant) {
        still = constant;
    }

    Tensor value() {
        return result;
    }

    /// Whether the result lies in the storage of operand 0.
    boolean isView() {
        return viewed != null;
    }

    /// Says that the result becomes the gradient of a parameter: when gradients are next accumulated it is computed there, in
    /// place of being copied. Of several parameters, the first counts.
    void becomesGradientOf(Leaf.Parameter parameter) {
        if (place == null && !staying && viewed == null && operands.length > 0) {
            place = new GradientPlace(parameter, this);
        }
    }

    /// Keeps the result in storage of its own from now on, as somebody holds its tensor.
    ///
    /// @return whether it was elsewhere
    boolean stay() {
        staying = true;
        boolean moved = place != null && place.moveOut();
        place = null;
        return moved;
    }

    /// Takes that tensor as the result.
    void value(Tensor value) {
        result = value;
    }

    /// Takes storage for the result.
    void storage(Tensor storage) {
        result = storage;
        if (place != null) {
            place.own(storage);
        }
    }

    /// Takes the view of the present operand.
    void follow() {
        viewed = tensor(0);
        result = Objects.requireNonNull(primitive.view(this), "a view of a dense operand stays one");
    }

    /// Whether this is the application of that primitive to those operands, in place of comparing a new instruction.
    boolean applies(Primitive other, Variable first, @Nullable Variable second, @Nullable Variable third) {
        int count = third != null ? 3 : second != null ? 2 : 1;
        return operands.length == count
                && operands[0] == first
                && (count < 2 || operands[1] == second)
                && (count < 3 || operands[2] == third)
                && Objects.equals(primitive, other);
    }

    boolean applies(Primitive other, List<Variable> list) {
        boolean same = operands.length == list.size();
        for (int i = 0; same && i < operands.length; i++) {
            same = operands[i] == list.get(i);
        }
        return same && Objects.equals(primitive, other);
    }

    /// Computes the result from the present values of the operands.
    void run(Workspace workspace) {
        if (viewed == null) {
            if (place != null) {
                result = place.next(tape.accumulates());
            }
            primitive.forward(this, result, workspace);
        } else if (viewed != tensor(0)) {
            refreshView(workspace);
        }
    }

    /// Follows an operand whose storage was exchanged, as that of an input is by each batch.
    private void refreshView(Workspace workspace) {
        Shape shape = result.shape();
        Tensor view = primitive.view(this);
        if (view == null) {
            viewed = null;
            result = Tensor.zeros(result.dtype(), shape);
            primitive.forward(this, result, workspace);
        } else {
            viewed = tensor(0);
            result = view;
        }
    }

    /// The present values of the operands.
    private final class Operands extends AbstractList<Tensor> {
        @Override
        public Tensor get(int index) {
            return tensor(index);
        }

        @Override
        public int size() {
            return operands.length;
        }
    }
}
