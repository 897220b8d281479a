using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>y = −x.</summary>
internal sealed record Neg : ElementwiseUnary
{
    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy) => [-dy]; // d(−x)/dx = −1
}

public static partial class Operations
{
    extension(Value)
    {
        /// <summary>y = −x.</summary>
        public static Value operator -(Value x) => x.Graph.Add(new Neg(), x);
    }
}
