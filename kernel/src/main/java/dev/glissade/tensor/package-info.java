/// Tensors on flat arrays: element types, shapes, strided views, and operations that check once and then call the
/// loops.
///
/// Policy, stated once for the package:
///
/// - **Layout** is row-major; offsets and strides count elements, not bytes. A tensor has at most 2³¹ − 1 elements.
/// - **Broadcasting** is NumPy's: shapes are aligned at the last axis; a missing axis or one of size 1 is repeated.
/// - **Errors** are thrown before anything is written, as [IllegalArgumentException] with the operation, both numbers
///   and the rule.
/// - **Aliasing**: the result of an [Elementwise] operation may be an operand itself or lie over one element for element;
///   that of [Softmax], [Scans] and [Normalisation] may be the input itself if that is dense, and a new running statistic
///   the old one. The results of [Reductions], [MatrixProducts], [Convolution] and [Pooling] lie elsewhere in storage than
///   their operands; those of [Indexing] and [Arrangements] share no element with one. Any other overlap is refused, which
///   [CrossEntropy], [Elementwise#flatten] and [Reductions#maxShare] leave to the caller.
/// - **Threads**: shapes and element types are immutable. A tensor is a window on an array and has no lock.
@NullMarked
package dev.glissade.tensor;

import org.jspecify.annotations.NullMarked;
