using Decant.Engine.Graphs;

namespace Decant.Adoption;

/// <summary>Numbers of a network from elsewhere that training leaves as they are.</summary>
/// <param name="Name">Their name in the file.</param>
/// <param name="Shape">Their sizes.</param>
/// <param name="Reason">Why.</param>
internal readonly record struct FixedNumbers(string Name, Shape Shape, FixedReason Reason)
{
    /// <summary>How many they are.</summary>
    public long Count => Shape.Aggregate(1L, (product, size) => product * size.Size);
}
