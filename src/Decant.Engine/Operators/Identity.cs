using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>y = x.</summary>
internal sealed record Identity : ElementwiseUnary
{
    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy) => [dy]; // dx/dx = 1
}

public static partial class Operations
{
    /// <summary>y = x.</summary>
    internal static Value Identity(this Value x) => x.Graph.Add(new Identity(), x);
}
