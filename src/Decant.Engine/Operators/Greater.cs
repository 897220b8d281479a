using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>Whether a &gt; b. Shapes are broadcast.</summary>
internal sealed record Greater : Comparison;

public static partial class Operations
{
    /// <summary>Whether a &gt; b. Shapes are broadcast.</summary>
    public static Value IsGreaterThan(this Value a, Value b) => a.Graph.Add(new Greater(), a, b);
}
