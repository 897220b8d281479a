using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>Adds a border of a constant.</summary>
/// <param name="Before">Elements added at the front of every axis, 0 or more.</param>
/// <param name="After">Elements added at the end of every axis, 0 or more.</param>
/// <param name="Fill">The number they get.</param>
internal sealed record Pad(IReadOnlyList<long> Before, IReadOnlyList<long> After, double Fill = 0) : Operator
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs)
    {
        var x = inputs[0]!;
        if (Before.Count != x.Shape.Rank || After.Count != x.Shape.Rank || Before.Concat(After).Any(count => count < 0))
        {
            throw Error(
                $"expected {x.Shape.Rank} counts of 0 or more for each side of {x}, received "
                    + $"[{string.Join(", ", Before)}] and [{string.Join(", ", After)}]."
            );
        }

        return
        [
            new(
                x.Type,
                new Shape(
                    x.Shape.Select(
                        (d, axis) => Before[axis] + After[axis] is var more and not 0 ? (Dimension)checked((int)(d.Size + more)) : d
                    )
                )
            ),
        ];
    }

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => 0;

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy)
    {
        // The inside of dy.
        var padded = Enumerable.Range(0, Before.Count).Where(axis => Before[axis] + After[axis] > 0).ToArray();
        return [padded.Aggregate(dy, (inside, axis) => inside.Slice(axis, Before[axis], Before[axis] + node.Inputs[0]!.Shape[axis].Size))];
    }
}

public static partial class Operations
{
    /// <summary>Adds a border of a constant.</summary>
    public static Value Pad(this Value x, IReadOnlyList<long> before, IReadOnlyList<long> after, double fill = 0) =>
        x.Graph.Add(new Pad(before, after, fill), x);
}
