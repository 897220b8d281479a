using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Tasks.Detection;

/// <summary>
/// Quality focal loss: |y − σ|²·(−y·ln σ − (1 − y)·ln(1 − σ)) with σ = σ(z): the score of a class is to be the overlap of the place's box
/// with the thing, 0 at all places without. The many places that are right already weigh next to nothing. Li et al. 2020, "Generalized
/// Focal Loss", arXiv:2006.04388, equation 5 with β = 2.
/// </summary>
internal static class QualityFocal
{
    /// <summary>Element by element.</summary>
    /// <param name="z">Logits.</param>
    /// <param name="y">What the scores are to be, 0 to 1, of the same shape.</param>
    public static Value Of(Value z, Value y)
    {
        var off = y - z.Sigmoid();

        // −y·ln σ(z) − (1 − y)·ln(1 − σ(z)) = softplus(z) − y·z
        return off * off * (z.Softplus() - (y * z));
    }
}
