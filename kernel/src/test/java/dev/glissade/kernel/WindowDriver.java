package dev.glissade.kernel;

import java.lang.reflect.Method;

/// Convolution and pooling: a window on images.
final class WindowDriver implements LoopDriver {
    @Override
    public boolean drives(Method method) {
        return method.getParameterTypes()[0] == Window.class;
    }

    @Override
    public Object[] draw(Method method, LoopArguments random) {
        return switch (method.getName()) {
            case "convolve", "inputAdjoint", "weightAdjoint" -> convolution(method.getName(), random);
            case "maxPool", "maxPoolAdjoint", "maxPoolPushforward", "meanPool", "meanPoolAdjoint" ->
                pooling(method.getName(), random);
            default -> throw new IllegalStateException("no arguments are known for " + method);
        };
    }

    private static Object[] convolution(String loop, LoopArguments random) {
        Convolving c;
        do {
            var window = new Window(
                    random.between(1, 4),
                    random.between(1, 4),
                    random.between(1, 3),
                    random.between(1, 3),
                    random.between(0, 3),
                    random.between(0, 3),
                    random.between(1, 2),
                    random.between(1, 2));
            int groups = random.flip() ? 1 : random.between(1, 3);
            c = new Convolving(
                    window,
                    groups,
                    random.between(0, 3),
                    groups * random.between(0, 9),
                    random.extent(4),
                    random.extent(4),
                    groups * random.between(0, 9),
                    random.offset());
        } while (c.outputRows() < 1 || c.outputColumns() < 1);
        int at = c.offset();
        int left = loop.equals("inputAdjoint") ? c.results() : c.inputs();
        int right = loop.equals("weightAdjoint") ? c.results() : c.weights();
        int length = loop.equals("convolve") ? c.results() : loop.equals("inputAdjoint") ? c.inputs() : c.weights();
        var result = random.array(at, length);
        random.mayWrite(result, at, length);
        var a = random.array(at, left);
        var b = random.array(at, right);
        Window w = c.window();
        if (loop.equals("convolve")) {
            var bias = random.array(at, c.outputs());
            boolean biased = random.flip();
            return new Object[] {
                w,
                c.groups(),
                c.batch(),
                c.channels(),
                c.rows(),
                c.columns(),
                c.outputs(),
                a,
                at,
                b,
                at,
                biased,
                bias,
                at,
                result,
                at,
                random.workspace()
            };
        }
        return new Object[] {
            w,
            c.groups(),
            c.batch(),
            c.channels(),
            c.rows(),
            c.columns(),
            c.outputs(),
            a,
            at,
            b,
            at,
            result,
            at,
            random.workspace()
        };
    }

    private static Object[] pooling(String loop, LoopArguments random) {
        Window window;
        int rows;
        int columns;
        do {
            window = random.flip() ? Window.square(2, 2, 0) : anyPooling(random);
            rows = Math.max(1, random.extent(3));
            columns = Math.max(1, random.extent(3));
        } while (window.rowPlaces(rows) < 1 || window.columnPlaces(columns) < 1);
        int planes = random.between(0, 5);
        int offset = random.offset();
        int inputs = planes * rows * columns;
        int outputs = planes * window.rowPlaces(rows) * window.columnPlaces(columns);
        var input = random.array(offset, inputs);
        var output = random.array(offset, outputs);
        switch (loop) {
            case "maxPool", "maxPoolPushforward", "meanPool" -> random.mayWrite(output, offset, outputs);
            case "meanPoolAdjoint" -> random.mayWrite(input, offset, inputs);
            default -> {}
        }
        Workspace workspace = random.workspace();
        return switch (loop) {
            case "maxPool" -> new Object[] {window, planes, rows, columns, input, offset, output, offset, workspace};
            case "maxPoolAdjoint" -> {
                var result = random.array(offset, inputs);
                random.mayWrite(result, offset, inputs);
                yield new Object[] {
                    window, planes, rows, columns, input, offset, output, offset, result, offset, workspace
                };
            }
            case "maxPoolPushforward" -> {
                var tangent = random.array(offset, inputs);
                yield new Object[] {
                    window, planes, rows, columns, input, offset, tangent, offset, output, offset, workspace
                };
            }
            case "meanPool" ->
                new Object[] {window, random.flip(), planes, rows, columns, input, offset, output, offset, workspace};
            default ->
                new Object[] {window, random.flip(), planes, rows, columns, output, offset, input, offset, workspace};
        };
    }

    private static Window anyPooling(LoopArguments random) {
        int kernelRows = random.between(1, 4);
        int kernelColumns = random.between(1, 4);
        return new Window(
                kernelRows,
                kernelColumns,
                random.between(1, 3),
                random.between(1, 3),
                random.between(0, kernelRows / 2),
                random.between(0, kernelColumns / 2),
                1,
                1);
    }
}
