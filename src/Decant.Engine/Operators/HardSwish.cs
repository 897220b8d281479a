using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>y = x·min(max(x/6 + ½, 0), 1). Howard et al. 2019, arXiv:1905.02244.</summary>
internal sealed record HardSwish : ElementwiseUnary
{
    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => 4 * Elements(outputs[0]);

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy) => [node.Graph.Add(new HardSwishGradient(), dy, node.Inputs[0])];
}

public static partial class Operations
{
    /// <summary>y = x·min(max(x/6 + ½, 0), 1).</summary>
    internal static Value HardSwish(this Value x) => x.Graph.Add(new HardSwish(), x);
}
