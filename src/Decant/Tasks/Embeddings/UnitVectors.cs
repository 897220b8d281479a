using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Losses;

namespace Decant.Tasks.Embeddings;

/// <summary>Directions of vectors.</summary>
internal static class UnitVectors
{
    // Of no vector that a network answers is anything lost, and one of zeros stays zero.
    private const double Shortest = 1e-12;

    /// <summary>x/|x| along the last axis; 0 of a vector of zeros.</summary>
    /// <param name="x">[N, D].</param>
    public static Value Unit(this Value x) => x / x.Norm(1).Max(x.Constant(Shortest));
}
