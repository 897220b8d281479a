namespace Decant.Tests.Losses;

/// <summary>What holds for a loss whatever the logits.</summary>
[Flags]
internal enum LossTraits
{
    None = 0,

    /// <summary>The value is 0 where the student's logits are the teacher's.</summary>
    ZeroAtEquality = 1,

    /// <summary>The gradient is 0 where the student's logits are the teacher's.</summary>
    StillAtEquality = 2,

    /// <summary>The value is never below 0.</summary>
    NeverNegative = 4,

    /// <summary>A constant added to all logits of a sample changes nothing.</summary>
    ShiftInvariant = 8,

    /// <summary>The gradient's size hardly depends on a high temperature: the factor T² is right.</summary>
    ConstantGradient = 16,

    /// <summary>
    /// The value is bounded, so where both are certain the gradient vanishes: what float32 leaves of it is the rounding of probabilities.
    /// </summary>
    Saturates = 32,

    /// <summary>All of a divergence with the factor T².</summary>
    Divergence = ZeroAtEquality | StillAtEquality | NeverNegative | ShiftInvariant | ConstantGradient,

    /// <summary>All of a divergence without the factor T².</summary>
    PlainDivergence = ZeroAtEquality | StillAtEquality | NeverNegative | ShiftInvariant,
}
