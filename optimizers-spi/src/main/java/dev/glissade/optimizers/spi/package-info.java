/// What an optimizer is, how one is found, and how it is driven.
///
/// Three roles meet here. A *provider* ([OptimizerProvider]) declares a name, hyperparameters and slots, and makes
/// the *rule* ([FloatUpdateRule]), which holds nothing but mathematics. The *host* ([Optimizer]) owns everything that
/// lives from step to step. The *caller* names an optimizer and steps it:
///
/// ```java
/// Optimizer optimizer = Optimizers.named("adam").with("learningRate", 1e-3).over(layout);
/// optimizer.step(parameters, gradients);
/// ```
///
/// These hold for the whole package.
///
/// - **Arrays.** Parameters, gradients and per-element slots are flat arrays of one length, aligned index for index.
///   Offsets and lengths are numbers of elements, not bytes.
/// - **Aliasing.** No two of the arrays that a rule sees in a step are the same: parameters, gradients and slots. The host
///   holds the caller's arrays during the step only.
/// - **State.** All that a rule remembers is in its slots. A rule object has no fields that change.
/// - **Errors.** A request that cannot be met is an [OptimizerException], raised before anything is written.
/// - **NaN.** The host neither looks for NaN nor stops at one; a NaN gradient goes through the rule's arithmetic, unless the
///   provider [declares][RuleProvider#nan] that it is left out. Elementwise, it reaches its own element only.
/// - **Determinism.** The same parameters, gradients, slots and step number give the same bits. A rule must give the
///   same bits however its range is split.
/// - **Threads.** An optimizer belongs to one thread at a time; different optimizers share nothing. Where a step uses several
///   threads, the rule is called on all of them at once, over ranges that do not overlap.
/// - **Allocation.** A step allocates nothing, provided that the rule and the schedules do not.
/// - **Versions.** What is public here changes compatibly only: methods that are added have defaults. `docs/compatibility.md`
///   in the source tree says more.
@NullMarked
package dev.glissade.optimizers.spi;

import org.jspecify.annotations.NullMarked;
