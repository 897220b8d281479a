using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>
/// A table with some rows written anew: y = x, then y[indices[k]] = rows[k]; of several rows for one place the last stays. Inputs: x [M,
/// ..], indices (Int64 [K], negative ones from the end), rows [K, ..]. It is for what a step remembers, and no derivative passes.
/// </summary>
internal sealed record ScatterRows : Operator
{
    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    public override bool IsDifferentiable => false;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs)
    {
        var (x, indices, rows) = (inputs[0]!, inputs[1]!, inputs[2]!);
        return
            indices.Type == ElementType.Int64
            && indices.Shape.Rank == 1
            && rows.Type == x.Type
            && x.Shape.Rank > 0
            && rows.Shape.Equals(x.Shape.With(0, indices.Shape[0]))
            ? [new(x.Type, x.Shape)]
            : throw Error($"expected Int64 indices [K] and rows [K, ..] like those of {x}, received {indices} and {rows}.");
    }

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => 0;
}

public static partial class Operations
{
    /// <summary>A table with some rows written anew.</summary>
    internal static Value ScatterRows(this Value x, Value indices, Value rows) => x.Graph.Add(new ScatterRows(), x, indices, rows);
}
