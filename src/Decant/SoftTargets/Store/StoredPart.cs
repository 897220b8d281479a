using Decant.Engine.Weights;

namespace Decant.SoftTargets.Store;

/// <summary>One tensor of a shard: [answers, Count], or of what varies in length [places, Count].</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Element">What its numbers are in the file.</param>
/// <param name="Count">Numbers of each answer or place.</param>
internal sealed record StoredPart(string Name, StoredElement Element, int Count)
{
    /// <summary>Bytes of each answer or place.</summary>
    public int Bytes { get; } = checked(Element.Width * Count);
}
