package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Axes;
import dev.glissade.tensor.Reductions;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// For each element the product of all others over some axes: the derivative of a product, exact where elements are 0.
record ProductOfOthers(Axes axes) implements Primitive {

    static Variable of(Variable x, Axes axes) {
        Primitive others = x.tape().expected() instanceof ProductOfOthers(Axes a) && a.equals(axes)
                ? x.tape().expected()
                : new ProductOfOthers(axes);
        return x.tape().record(others, x);
    }

    @Override
    public String operation() {
        return "productOfOthers";
    }

    @Override
    public Shape shape(Instruction at) {
        return at.shape(0);
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Reductions.productOfOthers(at.tensor(0), axes, result);
    }

    @Override
    public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
        cotangents.add(0, derivative(at.operand(0), cotangent, axes));
    }

    @Override
    public @Nullable Variable pushforward(Instruction at, Tangents tangents) {
        Variable tangent = tangents.of(0);
        return tangent == null ? null : derivative(at.operand(0), tangent, axes);
    }

    /// Σⱼ vⱼ Π x over all but i and j, for each i: the Jacobian is symmetric, so it serves both passes.
    ///
    /// Row i of a square for each group of elements holds them with 1 in place of number i.
    private static Variable derivative(Variable x, Variable v, Axes axes) {
        Shape shape = x.shape();
        int rank = shape.rank();
        int[] order = new int[rank];
        int next = 0;
        int groups = 1;
        for (int axis = 0; axis < rank; axis++) {
            if (!axes.contains(axis)) {
                order[next++] = axis;
                groups *= shape.size(axis);
            }
        }
        int reduced = 1;
        for (int axis = 0; axis < rank; axis++) {
            if (axes.contains(axis)) {
                order[next++] = axis;
                reduced *= shape.size(axis);
            }
        }
        Shape flat = Shape.of(groups, 1, reduced);
        Variable row = x.tape().constant(1, x.dtype(), Shape.of(reduced)).cumulativeSum(0);
        Variable diagonal = row.unsqueeze(1).equal(row);
        Variable square = diagonal.where(1, x.permute(order).reshape(flat));
        Variable pairs = of(square, Axes.of(square.shape(), 2));
        Variable terms = diagonal.where(0, pairs.times(v.permute(order).reshape(flat)));
        int[] sizes = new int[rank];
        int[] back = new int[rank];
        for (int i = 0; i < rank; i++) {
            sizes[i] = shape.size(order[i]);
            back[order[i]] = i;
        }
        return terms.sum(2).reshape(Shape.of(sizes)).permute(back);
    }
}
