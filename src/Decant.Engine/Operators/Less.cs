using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>Whether a &lt; b. Shapes are broadcast.</summary>
internal sealed record Less : Comparison;

public static partial class Operations
{
    /// <summary>Whether a &lt; b. Shapes are broadcast.</summary>
    public static Value IsLessThan(this Value a, Value b) => a.Graph.Add(new Less(), a, b);
}
