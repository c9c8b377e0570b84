/// Files in and out: numeric tables ([TableReader]), arrays for NumPy ([Npy], [Npz]) and with metadata ([Safetensors]), data sets in
/// the format of MNIST ([Idx]), states of optimizers ([OptimizerStates]), logs ([MetricsLog]), charts ([LossPlot]) and drawings of
/// a tape ([TapeDrawing]).
///
/// Policy, stated once for the package:
///
/// - **Errors**: what is wrong with a file is a [DataException] whose message stands alone: file, line, column, the
///   text found and the rule. A disk that cannot be written is an [java.io.IOException].
/// - **Bounds**: what a file claims about itself (counts, shapes, sizes) is checked against limits and against the file
///   before memory is set aside for it.
/// - **Same input, same bytes**: no clock, locale, time zone, font or hash order reaches a file.
/// - **Whole or not at all**: files appear under their name when they are complete ([AtomicFile]); [MetricsLog] alone
///   grows row by row, on purpose.
@NullMarked
package dev.glissade.formats;

import org.jspecify.annotations.NullMarked;
