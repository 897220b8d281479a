namespace Decant.Tests.Losses.Hints;

/// <summary>
/// What holds for a loss of hidden values whatever the values. A vector is what the case says: see
/// <see cref="HintPropertyCase.VectorAxes"/>.
/// </summary>
[Flags]
internal enum HintTraits
{
    None = 0,

    /// <summary>Value and derivatives are 0 where the student's values are the teacher's.</summary>
    ZeroAtEquality = 1,

    /// <summary>The value is never below 0.</summary>
    NeverNegative = 2,

    /// <summary>Student and teacher may change places.</summary>
    Symmetric = 4,

    /// <summary>One positive factor for all of the student's vectors changes nothing.</summary>
    Scale = 8,

    /// <summary>A positive factor for each vector, of the student's and of the teacher's, changes nothing.</summary>
    ScaleOfEach = 16,

    /// <summary>One vector added to all of the student's changes nothing.</summary>
    Shift = 32,

    /// <summary>Another number added to each of the student's vectors, to all its elements, changes nothing.</summary>
    ConstantOfEach = 64,

    /// <summary>An orthogonal map of the student's vectors changes nothing.</summary>
    Rotation = 128,

    /// <summary>An orthogonal map of both sides' vectors changes nothing.</summary>
    JointRotation = 256,

    /// <summary>One vector added to all of both sides changes nothing.</summary>
    JointShift = 512,

    /// <summary>Three times as large values on both sides make nine times the loss.</summary>
    Quadratic = 1024,

    /// <summary>The order and the signs of the student's channels do not matter.</summary>
    Channels = 2048,

    /// <summary>The order of the places of an image or sequence does not matter, as long as it is one on both sides.</summary>
    Places = 4096,

    /// <summary>All of a mean of squared differences.</summary>
    MeanSquare = ZeroAtEquality | NeverNegative | Symmetric | JointRotation | JointShift | Quadratic,

    /// <summary>All of an angle between vectors.</summary>
    Angle = ZeroAtEquality | NeverNegative | Symmetric | ScaleOfEach | JointRotation,

    /// <summary>All of the relations of distances and angles between samples.</summary>
    Relation = ZeroAtEquality | NeverNegative | Symmetric | Scale | Shift | Rotation,
}
