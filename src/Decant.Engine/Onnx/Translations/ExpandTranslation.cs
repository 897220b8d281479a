using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Expand (from opset 8 on), here BroadcastTo: a size of 1 in the file's shape leaves the input's size as it is.</summary>
internal sealed class ExpandTranslation() : Translation<BroadcastTo>("Expand", 2, 2, constants: [1])
{
    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        var wanted = node.Sizes(1);
        if (wanted.Any(size => size.Factor is < 0 or > int.MaxValue))
        {
            throw new DecantException($"sizes must be 0 to {int.MaxValue}, received [{string.Join(", ", wanted.Take(16))}].");
        }

        node.Add(new BroadcastTo(Shape.Broadcast(node[0].Shape, new Shape(wanted))), node[0]);
    }

    /// <inheritdoc/>
    protected override void Write(BroadcastTo expand, NodeWriter node)
    {
        if (expand.Average)
        {
            throw node.Error("it divides by the number of copies, which only gradients do. Write the forward graph.");
        }

        var x = node.Node.Inputs[0]!.Shape;
        var lead = expand.Target.Rank - x.Rank;
        Dimension[] sizes = [.. expand.Target.Select((size, axis) => axis >= lead && x[axis - lead] == size ? 1 : size)];
        if (!node.Sizes("shape", sizes))
        {
            throw node.Error(
                $"it repeats {x} to {expand.Target}: a size that is known only when the model runs must be that of "
                    + $"an axis of an input. Give an input such an axis, or fix the size."
            );
        }
    }
}
