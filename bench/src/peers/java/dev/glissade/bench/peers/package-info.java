/// Other libraries beside ours: what `bench/run` measures, built under the Maven profile `peers` only.
///
/// Policy, stated once for the package:
///
/// - **One process, one implementation.** A process runs all rows of a family by one implementation, JMH measures them.
///   What compares the two runs after the measurement. The decision is explained in `docs/decisions`.
/// - **Each in its own way.** A peer gets the layout, the memory and the entry point that suit it, and its operands
///   are brought there before the measurement.
/// - **One thread**, for every peer.
/// - **Data** is seeded, and the same for all. Results must agree with ours within a rounding of each term, not in
///   bits: every library sums in an order of its own.
@NullMarked
package dev.glissade.bench.peers;

import org.jspecify.annotations.NullMarked;
