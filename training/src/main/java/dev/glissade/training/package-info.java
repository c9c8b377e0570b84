/// Training of small networks: layers, data, mini-batches, and the loop that descends.
///
/// Policy, stated once for the package: everything random is a function of a [dev.glissade.tensor.Seed]; wrong
/// arguments are [IllegalArgumentException]s with the numbers and the rule, thrown before anything is written; nothing
/// is printed and no thread is started.
@NullMarked
package dev.glissade.training;

import org.jspecify.annotations.NullMarked;
