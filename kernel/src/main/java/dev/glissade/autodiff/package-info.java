/// Automatic differentiation: plain Java code is recorded on a [Tape] as it runs, and the tape appends its derivatives.
///
/// Each operation is executed at once and kept as an [Instruction]: a [Primitive], its operands and its result. The
/// reverse pass walks the instructions backwards and lets each primitive append its pullback as ordinary instructions,
/// so a gradient can be differentiated again. After [Tape#restart] the same operations reuse the same instructions and
/// storage.
///
/// Words: the *primal* is a value of the program; a *tangent* is its change along a direction (forward mode); a
/// *cotangent* is the change of the final result with it (reverse mode). For an operation with Jacobian J, the
/// *pushforward* maps a tangent t to J·t and the *pullback* maps a cotangent c to Jᵀ·c (A. Griewank and A. Walther,
/// Evaluating Derivatives, 2nd edition, SIAM 2008).
///
/// Beside the tape stand [Dual] numbers, which differentiate plain Java forwards, and [CentralDifferences], which need
/// nothing but values. [GradientCheck] holds the gradients of the tape against the latter.
///
/// Conventions at the points where a derivative jumps are PyTorch's: relu and abs have derivative 0 at 0; equal
/// operands of max and min get half each, equal elements of a maximum get equal shares.
@NullMarked
package dev.glissade.autodiff;

import org.jspecify.annotations.NullMarked;
