package dev.glissade.kernel;

import java.lang.reflect.Method;

/// A product of matrices.
final class ProductDriver implements LoopDriver {
    @Override
    public boolean drives(Method method) {
        return LoopDriver.kinds(method).equals("IIIAIIBAIIBAIIBW");
    }

    @Override
    public Object[] draw(Method method, LoopArguments random) {
        var product = new Product(
                random.extent(2),
                random.extent(2),
                random.extent(2),
                random.flip(),
                random.flip(),
                random.flip(),
                random.offset(),
                random.offset(),
                random.offset(),
                random.flip() ? 0 : random.between(1, 9));
        var result = random.array(0, product.resultLength());
        random.mayWrite(result, product.resultOffset(), product.m(), product.n(), Math.max(1, product.resultStride()));
        return new Object[] {
            product.m(),
            product.n(),
            product.k(),
            random.array(0, product.leftLength()),
            product.leftOffset(),
            product.leftStride(),
            product.leftTransposed(),
            random.array(0, product.rightLength()),
            product.rightOffset(),
            product.rightStride(),
            product.rightTransposed(),
            result,
            product.resultOffset(),
            product.resultStride(),
            product.accumulate(),
            random.workspace()
        };
    }
}
