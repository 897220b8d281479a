using Decant.Losses;
using FsCheck;

namespace Decant.Tests.Losses.Hints;

/// <summary>A loss of hidden values, what it is given, and what is known of it.</summary>
/// <param name="Name">The loss, then what is special.</param>
/// <param name="Loss">The loss; its values are called as <see cref="HintShapes.Values"/> says.</param>
/// <param name="Shapes">Shapes that it takes.</param>
/// <param name="VectorAxes">How many of the last axes make one vector.</param>
/// <param name="Traits">What holds for all values.</param>
internal sealed record HintPropertyCase(string Name, DistillationLoss Loss, Gen<HintShapes> Shapes, int VectorAxes, HintTraits Traits)
{
    /// <summary>Whether no number is negative, as after a rectifier.</summary>
    public bool IsRectified { get; init; }

    /// <summary>How near to 0 or to each other values must come, relative where they are above 1.</summary>
    public double Tolerance { get; init; } = 1e-9;
}
