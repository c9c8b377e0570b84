package dev.glissade.optimizers.spi;

/// How much of the parameters a rule has to see at once, and so how its work may be split.
public enum Scope {
    /// One element at a time. [FloatUpdateRule#update] is called for any ranges: one call or many, in any order or at the
    /// same time, with the same bits.
    ELEMENTWISE,
    /// One segment at a time, for rules with norms, rows, columns or matrices. [FloatUpdateRule#update] is called once for
    /// each segment, in any order or at the same time.
    SEGMENT,
    /// All segments of the group. What the rule has to know of them is measured range by range and folded by the host
    /// ([FloatUpdateRule#measure]), or computed by the rule before the ranges ([FloatUpdateRule#begin]); then
    /// [FloatUpdateRule#update] is called as for [#ELEMENTWISE].
    GLOBAL
}
