using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>Whether a ≤ b. Shapes are broadcast.</summary>
internal sealed record LessOrEqual : Comparison;

public static partial class Operations
{
    /// <summary>Whether a ≤ b. Shapes are broadcast.</summary>
    public static Value IsAtMost(this Value a, Value b) => a.Graph.Add(new LessOrEqual(), a, b);
}
