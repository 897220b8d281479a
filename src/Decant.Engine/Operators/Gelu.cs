using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>y = x·Φ(x) = ½x·(1 + erf(x/√2)). Hendrycks and Gimpel 2016, arXiv:1606.08415.</summary>
internal sealed record Gelu : ElementwiseUnary
{
    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => 5 * Elements(outputs[0]);

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy) => [node.Graph.Add(new GeluGradient(), dy, node.Inputs[0])];
}

public static partial class Operations
{
    /// <summary>y = x·Φ(x), Φ the standard normal distribution.</summary>
    public static Value Gelu(this Value x) => x.Graph.Add(new Gelu(), x);
}
