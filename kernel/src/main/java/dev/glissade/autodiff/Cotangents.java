package dev.glissade.autodiff;

/// Where a pullback puts the cotangents of the operands of one instruction.
public interface Cotangents {

    /// Whether the cotangent of an operand leads to anything that is to be differentiated; else it need not be
    /// computed.
    boolean wanted(int operand);

    /// Adds to the cotangent of an operand; ignored if it is not wanted.
    ///
    /// @throws IllegalStateException if type or shape are not those of the operand: the pullback is wrong
    void add(int operand, Variable cotangent);
}
