/// The `glissade` command: arguments in, a run folder out.
///
/// What is wrong with the input is found before anything is written, and is told in one line on the error stream (a
/// formula is shown below it). Exit codes: 0 done; 1 the run failed (it diverged, the disk is full); 2 the input is wrong.
@NullMarked
package dev.glissade.cli;

import org.jspecify.annotations.NullMarked;
