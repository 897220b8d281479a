using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>Whether a ≥ b. Shapes are broadcast.</summary>
internal sealed record GreaterOrEqual : Comparison;

public static partial class Operations
{
    /// <summary>Whether a ≥ b. Shapes are broadcast.</summary>
    public static Value IsAtLeast(this Value a, Value b) => a.Graph.Add(new GreaterOrEqual(), a, b);
}
