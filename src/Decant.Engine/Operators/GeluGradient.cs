using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>dx = dy·(Φ(x) + x·φ(x)), φ(x) = e^(−x²/2)/√(2π). Inputs: dy, and the input x of <see cref="Gelu"/>.</summary>
internal sealed record GeluGradient : ElementwiseBinary
{
    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => 10 * Elements(outputs[0]);

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy)
    {
        // Linear in its dy; Φ'(x) = φ(x) and φ'(x) = −x·φ(x), so d(Φ + x·φ) = (2 − x²)·φ.
        var (inner, x) = (node.Inputs[0]!, node.Inputs[1]!);
        var density = (x * x * -0.5).Exp() * (1 / Math.Sqrt(2 * Math.PI));
        return [node.Graph.Add(this, dy, x), dy * inner * (2 - (x * x)) * density];
    }
}
