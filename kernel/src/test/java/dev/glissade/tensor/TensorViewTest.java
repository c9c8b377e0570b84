package dev.glissade.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TensorViewTest {
    /// 0 … 23 under 2×3×4
    private final Tensor counted = counted(DType.FLOAT64, Shape.of(2, 3, 4));

    private static Tensor counted(DType dtype, Shape shape) {
        Tensor tensor = Tensor.zeros(dtype, shape);
        for (int i = 0; i < shape.elements(); i++) {
            switch (dtype) {
                case FLOAT32 -> tensor.floats()[i] = i;
                case FLOAT64 -> tensor.doubles()[i] = i;
            }
        }
        return tensor;
    }

    @Test
    void aDenseTensorIsRowMajor() {
        assertThat(counted.stride(0)).isEqualTo(12);
        assertThat(counted.stride(1)).isEqualTo(4);
        assertThat(counted.stride(-1)).isEqualTo(1);
        assertThat(counted.dense()).isTrue();
        assertThat(counted.at(1, 2, 3)).isEqualTo(23);
        assertThat(counted.at(1, 0, 2)).isEqualTo(14);
    }

    @Test
    void aTransposeExchangesAxes() {
        Tensor view = counted.transpose(0, -1);
        assertThat(view.shape()).isEqualTo(Shape.of(4, 3, 2));
        assertThat(view.dense()).isFalse();
        assertThat(view.at(3, 1, 0)).isEqualTo(counted.at(0, 1, 3));
        assertThat(view.doubles()).isSameAs(counted.doubles());
        assertThat(view.transpose(2, 0).dense()).isTrue();
        assertThat(counted.transpose(1, 1).toDoubles()).containsExactly(counted.toDoubles());
    }

    @Test
    void aPermutationMovesAxes() {
        Tensor view = counted.permute(2, 0, -2);
        assertThat(view.shape()).isEqualTo(Shape.of(4, 2, 3));
        assertThat(view.at(3, 1, 2)).isEqualTo(counted.at(1, 2, 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> counted.permute(0, 1, 1))
                .withMessage("permute: axes [0, 1, 1] of 2×3×4, whose rank is 3; every axis must be named once");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> counted.permute(0, 1))
                .withMessage("permute: axes [0, 1] of 2×3×4, whose rank is 3; every axis must be named once");
    }

    @Test
    void aSliceTakesEveryStep() {
        Tensor view = counted.slice(2, 1, 4, 2);
        assertThat(view.shape()).isEqualTo(Shape.of(2, 3, 2));
        assertThat(view.slice(1, 2, 3, 1).toDoubles()).containsExactly(9, 11, 21, 23);
        assertThat(counted.slice(0, 1, 2, 1).dense()).isTrue();
        assertThat(counted.slice(0, 1, 1, 1).shape()).isEqualTo(Shape.of(0, 3, 4));
        assertThat(counted.slice(1, 0, 3, Integer.MAX_VALUE).toDoubles()).containsExactly(0, 1, 2, 3, 12, 13, 14, 15);
        String rule = "; 0 ≤ start ≤ stop ≤ 3 and step ≥ 1 are needed";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> counted.slice(1, 2, 1, 1))
                .withMessage("slice: from 2 to 1 by 1 on axis 1 of 2×3×4" + rule);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> counted.slice(-2, 0, 4, 1))
                .withMessage("slice: from 0 to 4 by 1 on axis -2 of 2×3×4" + rule);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> counted.slice(1, 0, 3, 0))
                .withMessage("slice: from 0 to 3 by 0 on axis 1 of 2×3×4" + rule);
    }

    @Test
    void aBroadcastRepeatsWithoutCopying() {
        Tensor column = counted.slice(2, 0, 1, 1);
        Tensor view = column.broadcastTo(Shape.of(5, 2, 3, 2));
        assertThat(view.stride(0)).isZero();
        assertThat(view.at(4, 1, 2, 1)).isEqualTo(20);
        assertThat(Tensor.of(Shape.SCALAR, 7f).broadcastTo(Shape.of(2, 2)).toFloats())
                .containsExactly(7, 7, 7, 7);
        assertThat(Tensor.of(Shape.of(1), 7f).broadcastTo(Shape.of(0)).toFloats())
                .isEmpty();
        assertThat(counted.broadcastTo(counted.shape())).isSameAs(counted);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> counted.broadcastTo(Shape.of(3, 4)))
                .withMessage("broadcastTo: shape is 2×3×4, target is 3×4; sizes must be equal or 1, counted from the"
                        + " last axis");
    }

    @Test
    void aReshapeOfADenseTensorSharesStorageAndOthersAreCopied() {
        Tensor view = counted.reshape(Shape.of(6, 4));
        assertThat(view.doubles()).isSameAs(counted.doubles());
        assertThat(view.at(5, 3)).isEqualTo(23);
        Tensor copy = counted.transpose(1, 2).reshape(Shape.of(24));
        assertThat(copy.doubles()).isNotSameAs(counted.doubles());
        assertThat(copy.slice(0, 0, 4, 1).toDoubles()).containsExactly(0, 4, 8, 1);
        assertThat(Tensor.of(Shape.SCALAR, 3.0).reshape(Shape.of(1, 1)).at(0, 0))
                .isEqualTo(3);
        assertThat(Tensor.zeros(DType.FLOAT32, Shape.of(0, 3))
                        .reshape(Shape.of(5, 0))
                        .shape())
                .isEqualTo(Shape.of(5, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> counted.reshape(Shape.of(5)))
                .withMessage("reshape: shape 2×3×4 has 24 elements, target [5] has 5; the numbers must be equal");
    }

    @Test
    void aViewOfAnArrayLiesInside() {
        float[] storage = {0, 1, 2, 3, 4, 5};
        Tensor view = Tensor.over(storage, 2, Shape.of(2, 2));
        storage[3] = 9;
        assertThat(view.toFloats()).containsExactly(2, 9, 4, 5);
        assertThat(view.offset()).isEqualTo(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.over(storage, 3, Shape.of(2, 2)))
                .withMessage("tensor: 4 elements from offset 3 in an array of 6; the view must lie inside the array");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.over(new double[2], -1, Shape.SCALAR))
                .withMessage("tensor: 1 elements from offset -1 in an array of 2; the view must lie inside the array");
    }

    @Test
    void elementsAreAskedForByIndex() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> counted.at(1, 2))
                .withMessage("at: 2 numbers for shape 2×3×4, whose rank is 3; one number per axis is needed");
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> counted.at(0, 3, 0))
                .withMessage("at: 3 on axis 1 of shape 2×3×4; it must be in 0..2");
        assertThat(Tensor.of(Shape.SCALAR, 4.0).at()).isEqualTo(4);
        assertThat(Tensor.of(Shape.of(1, 1), 4f).item()).isEqualTo(4);
        assertThatIllegalArgumentException()
                .isThrownBy(counted::item)
                .withMessage("item: shape 2×3×4 has 24 elements; exactly 1 is needed");
    }

    @Test
    void typesAndCountsAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(counted::floats)
                .withMessage("tensor: storage of float32 was asked for, but the tensor is float64; the types must be"
                        + " equal");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.of(Shape.of(3), 1f).doubles())
                .withMessage("tensor: shape [3] has 3 elements, but 1 values are given; the numbers must be equal");
    }

    @Test
    void valuesAreConverted() {
        Tensor third = Tensor.of(Shape.of(1), 1.0 / 3);
        assertThat(third.toFloats()).containsExactly(1f / 3);
        assertThat(Tensor.of(Shape.of(1), 1f / 3).toDoubles()).containsExactly(1f / 3);
        assertThat(third).hasToString("float64 [1] [0.3333333333333333]");
        assertThat(Tensor.zeros(DType.FLOAT32, Shape.of(33))).hasToString("float32 [33]");
    }

    @Test
    void aCopyIsDenseAndItsOwn() {
        Tensor copy = counted.transpose(0, 2).copy();
        assertThat(copy.dense()).isTrue();
        assertThat(copy.toDoubles()).containsExactly(counted.transpose(0, 2).toDoubles());
        copy.doubles()[0] = -1;
        assertThat(counted.at(0, 0, 0)).isZero();
    }
}
