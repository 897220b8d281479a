using Decant.Data.Fields;
using Decant.Engine.Graphs;

namespace Decant.Teachers;

/// <summary>How a network answers that learns no more.</summary>
internal sealed record FrozenOptions
{
    /// <summary>What products read: Float32, or BFloat16 with float32 sums.</summary>
    public ElementType Precision { get; init; } = ElementType.Float32;

    /// <summary>Names of values inside that it tells too.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>
    /// The fields of the samples, by whose names it calls its inputs, and how long they can be; null for a network whose only input is
    /// <c>input</c>.
    /// </summary>
    public Schema? Schema { get; init; }
}
