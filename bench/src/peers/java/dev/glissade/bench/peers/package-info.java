/// JMH benchmarks that measure other libraries beside ours, built under the Maven profile `peers` only.
///
/// Policy, stated once for the package:
///
/// - **One fork, one library.** A measured call site meets one implementation in its process; what compares the two
///   does so after the measurement.
/// - **Each in its own way.** A peer gets the layout, the memory and the entry point that suit it, and its operands
///   are brought there before the measurement.
/// - **One thread**, for every peer.
/// - **Data** is seeded, and the same for all. Results must agree with ours within a rounding of each term, not in
///   bits: every library sums in an order of its own.
@NullMarked
package dev.glissade.bench.peers;

import org.jspecify.annotations.NullMarked;
