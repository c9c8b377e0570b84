/// JMH benchmarks: each measures the scalar reference and the SIMD loops side by side, in processes of their own.
///
/// Policy, stated once for the package:
///
/// - **One fork, one implementation.** JMH starts a new process for each combination of parameters, and a measured call
///   site meets one implementation in it. What compares the two does so after the measurement.
/// - **Data** is seeded; every run measures the same numbers.
/// - **Threads**: one.
/// - **Results** are times per call; `docs/benchmarks.md` says how to run and read them.
@NullMarked
package dev.glissade.bench;

import org.jspecify.annotations.NullMarked;
