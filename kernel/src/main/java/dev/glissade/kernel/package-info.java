/// Loops over slices of flat arrays: one contract per family, a scalar reference and a SIMD implementation of each.
///
/// Policy, stated once for the package:
///
/// - **Arguments** are trusted. Bounds, shapes and nulls are checked by the callers (`dev.glissade.tensor`); a wrong
///   offset ends in an [IndexOutOfBoundsException] at best.
/// - **Offsets, strides and lengths** count elements, not bytes.
/// - **Aliasing**: a result slice may be exactly the slice of an operand (in place); slices that overlap in part are
///   not allowed. The matrix product allows no aliasing of its result.
/// - **Rounding**: every formula is fixed down to its fused multiply-adds, so both implementations give the same bits
///   for the same values (any NaN counts as equal to any NaN).
/// - **Threads**: implementations hold no state; any number of threads may call them. A [Workspace] belongs to one.
@NullMarked
package dev.glissade.kernel;

import org.jspecify.annotations.NullMarked;
