using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>y = min(max(x, Minimum), Maximum).</summary>
/// <param name="Minimum">Lowest value that is left as it is.</param>
/// <param name="Maximum">Highest value that is left as it is.</param>
internal sealed record Clip(double Minimum = double.NegativeInfinity, double Maximum = double.PositiveInfinity) : ElementwiseUnary
{
    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy) =>
        [node.Graph.Add(new ClipGradient(Minimum, Maximum), dy, node.Inputs[0])];
}

public static partial class Operations
{
    /// <summary>y = min(max(x, minimum), maximum).</summary>
    public static Value Clip(this Value x, double minimum, double maximum) => x.Graph.Add(new Clip(minimum, maximum), x);
}
