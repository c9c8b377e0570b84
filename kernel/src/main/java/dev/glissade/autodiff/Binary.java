package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Elementwise;
import dev.glissade.tensor.ElementwiseOperation;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// The elementwise functions of two operands, with broadcasting.
///
/// Each states its two partial derivatives as maps of a tangent or cotangent v, which are diagonal and so serve both
/// passes. A cotangent is then summed over the axes along which its operand was repeated; a tangent is repeated like
/// its operand.
enum Binary implements Primitive {
    ADD(ElementwiseOperation.ADD, (x, y, z, v) -> v, (x, y, z, v) -> v),
    SUBTRACT(ElementwiseOperation.SUBTRACT, (x, y, z, v) -> v, (x, y, z, v) -> v.negate()),
    MULTIPLY(ElementwiseOperation.MULTIPLY, (x, y, z, v) -> v.times(y), (x, y, z, v) -> v.times(x)),
    DIVIDE(
            ElementwiseOperation.DIVIDE,
            (x, y, z, v) -> v.dividedBy(y),
            (x, y, z, v) -> v.negate().times(z.dividedBy(y))),
    MAX(
            ElementwiseOperation.MAX,
            (x, y, z, v) -> v.tape().record(Adjoint.MAX, x, y, v),
            (x, y, z, v) -> v.tape().record(Adjoint.MAX, y, x, v)),
    MIN(
            ElementwiseOperation.MIN,
            (x, y, z, v) -> v.tape().record(Adjoint.MAX, y, x, v),
            (x, y, z, v) -> v.tape().record(Adjoint.MAX, x, y, v)),
    POW(ElementwiseOperation.POW, Binary::powerByBase, Binary::powerByExponent),
    /// The first operand is the numerator: z is the angle of the point (y, x).
    ATAN2(
            ElementwiseOperation.ATAN2,
            (x, y, z, v) -> v.times(overSquares(y, x, y)),
            (x, y, z, v) -> v.negate().times(overSquares(x, x, y)));

    /// A partial derivative at (x, y), where z = f(x, y), times v.
    @FunctionalInterface
    private interface Partial {
        Variable of(Variable x, Variable y, Variable z, Variable v);
    }

    private final ElementwiseOperation loop;
    private final Partial left;
    private final Partial right;

    Binary(ElementwiseOperation loop, Partial left, Partial right) {
        this.loop = loop;
        this.left = left;
        this.right = right;
    }

    /// v·y·x^(y − 1), and 0 for y = 0 whatever x is: there the exponent is taken as 1, so that 0 is multiplied by 1.
    private static Variable powerByBase(Variable x, Variable y, Variable z, Variable v) {
        if (y.instruction().primitive() instanceof Leaf.Constant constant) {
            double exponent = constant.number();
            return exponent == 0 ? v.times(0) : v.times(x.pow(exponent - 1).times(exponent));
        }
        Variable exponent = y.equal(0).where(1, y).minus(1);
        return v.times(y.times(x.pow(exponent)));
    }

    /// v·x^y·ln x, and 0 for x = 0 and y ≥ 0: there the logarithm of 1 is taken.
    private static Variable powerByExponent(Variable x, Variable y, Variable z, Variable v) {
        Variable base = x.equal(0).times(y.greaterOrEqual(0)).where(1, x);
        return v.times(z.times(base.log()));
    }

    /// a / (x² + y²), both divided by the larger magnitude, so that the squares do not overflow. The quotient does not depend
    /// on what both are divided by, so no derivative passes through it.
    private static Variable overSquares(Variable a, Variable x, Variable y) {
        double largest = x.dtype() == DType.FLOAT32 ? Float.MAX_VALUE : Double.MAX_VALUE;
        Variable magnitude = x.abs().max(y.abs()).clamp(0, largest).detach();
        Variable squares =
                x.dividedBy(magnitude).square().plus(y.dividedBy(magnitude).square());
        return a.dividedBy(magnitude).dividedBy(squares).dividedBy(magnitude);
    }

    @Override
    public String operation() {
        return loop.toString();
    }

    @Override
    public boolean inPlace() {
        return true;
    }

    @Override
    public Shape shape(Instruction at) {
        return Shape.broadcast(operation(), at.shape(0), at.shape(1));
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Elementwise.apply(loop, at.tensor(0), at.tensor(1), result, workspace);
    }

    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        if (cotangents.wanted(0)) {
            cotangents.add(0, partial(left, at, cotangent).sumTo(at.shape(0)));
        }
        if (cotangents.wanted(1)) {
            cotangents.add(1, partial(right, at, cotangent).sumTo(at.shape(1)));
        }
    }

    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        Shape shape = at.result().shape();
        Variable x = tangents.of(0);
        Variable y = tangents.of(1);
        return Tangents.sum(
                x == null ? null : partial(left, at, x.broadcastTo(shape)),
                y == null ? null : partial(right, at, y.broadcastTo(shape)));
    }

    private static Variable partial(Partial partial, Instruction at, Variable v) {
        return partial.of(at.operand(0), at.operand(1), at.result(), v);
    }
}
