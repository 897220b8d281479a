using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>The error function: y = 2/√π ∫₀ˣ e^(−t²) dt.</summary>
internal sealed record Erf : ElementwiseUnary
{
    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy)
    {
        var x = node.Inputs[0]!;
        return [dy * (-(x * x)).Exp() * (2 / Math.Sqrt(Math.PI))]; // d erf/dx = 2/√π·e^(−x²)
    }
}

public static partial class Operations
{
    /// <summary>The error function: y = 2/√π ∫₀ˣ e^(−t²) dt.</summary>
    public static Value Erf(this Value x) => x.Graph.Add(new Erf(), x);
}
