/// Tests that every optimizer must pass, for its author to extend: [OptimizerContract] for optimizers,
/// [GradientTransformContract] and [AveragingContract] for what stands around them.
///
/// ```java
/// class SignDescentTest extends OptimizerContract {
///     SignDescentTest() { super(new SignDescent()); }
/// }
/// ```
///
/// A failure says what was seen, what must hold, and what to do about it. All is deterministic: there are no random
/// numbers, and the problems are written out here.
///
/// Inside, a *subject* is the provider under test with an optimizer around it; a *run* steps it over the elements of a
/// *course*, whose slopes depend on nothing but the number of the element, the step and the parameter; a *placement* says
/// where the elements lie. So the same course may be run under another placement, by other threads or in other pieces, and
/// two *snapshots* be compared bit by bit.
@NullMarked
package dev.glissade.optimizers.tck;

import org.jspecify.annotations.NullMarked;
