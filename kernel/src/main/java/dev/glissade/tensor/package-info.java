/// Tensors on flat arrays: element types, shapes, strided views, and operations that check once and then call the
/// loops.
///
/// Policy, stated once for the package:
///
/// - **Layout** is row-major; offsets and strides count elements, not bytes. A tensor has at most 2³¹ − 1 elements.
/// - **Broadcasting** is NumPy's: shapes are aligned at the last axis; a missing axis or one of size 1 is repeated.
/// - **Errors** are thrown before anything is written, as [IllegalArgumentException] with the operation, both numbers
///   and the rule.
/// - **Aliasing**: a result may be the same tensor as an operand of an elementwise operation; views that overlap
///   in any other way must not be written while they are read.
/// - **Threads**: shapes and element types are immutable. A tensor is a window on an array and has no lock.
@NullMarked
package dev.glissade.tensor;

import org.jspecify.annotations.NullMarked;
