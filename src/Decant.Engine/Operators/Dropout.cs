using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>
/// A mark in a forward graph: does nothing when the model runs, and becomes <see cref="RandomDropout"/> when it is trained.
/// </summary>
/// <param name="Ratio">The share of elements that training drops, 0 to below 1.</param>
/// <param name="IsTraining">Whether a file wants it to drop now, by chance: such a graph cannot run before this is switched off.</param>
internal sealed record Dropout(double Ratio = 0.5, bool IsTraining = false) : Operator
{
    /// <inheritdoc/>
    public override ImageOrder Order(Node node) => ImageOrder.Any;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs) =>
        Ratio is >= 0 and < 1 ? Like(inputs[0]) : throw Error($"the ratio must be 0 or more and below 1, received {Ratio}.");

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => 0;

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy) => [dy]; // nothing is dropped
}

public static partial class Operations
{
    /// <summary>Marks a value of which training drops a share of the elements.</summary>
    public static Value Dropout(this Value x, double ratio) => x.Graph.Add(new Dropout(ratio), x);
}
