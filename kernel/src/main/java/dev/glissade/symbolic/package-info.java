/// Formulas: read from text, differentiated by rule, simplified, printed, and evaluated as numbers or on a tape.
///
/// ```java
/// Expression f = Expression.parse("ln(x1) + x1*x2 - sin(x2)");
/// f.derivative("x1");                                   // 1/x1 + x2
/// f.value(Map.of("x1", 2.0, "x2", 5.0));                // 11.652071455223084
/// Variable y = f.record(tape, Map.of("x1", x1, "x2", x2));
/// System.out.println(Swell.of(f, 3));                   // how much larger derivatives are than a tape
/// ```
///
/// An [Expression] is a tree, immutable and open to pattern matching. Inside the package it is handled as a graph in
/// which equal parts are one node: the work of differentiating, simplifying, comparing and evaluating grows with the
/// number of *different* parts, and no method recurses, so long sums and deep trees are no danger to the stack. Where a
/// result would not fit (see [Expression#NODES]), an [IllegalArgumentException] says so before it does harm.
///
/// Numbers are evaluated in float64 by the loops of [dev.glissade.kernel], so a value has the same bits on every
/// machine, and the same as on a tape of float64.
///
/// Conventions at the points where a derivative jumps are those of [dev.glissade.autodiff]: abs has derivative 0 at 0,
/// and equal operands of max and min get half each.
@NullMarked
package dev.glissade.symbolic;

import org.jspecify.annotations.NullMarked;
