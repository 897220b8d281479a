using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Slice; starts, ends and axes are attributes until opset 9, inputs with steps from 10 on.</summary>
internal sealed class SliceTranslation() : Translation<Slice>("Slice", 1, 5, constants: [1, 2, 3, 4])
{
    private const int SinceInputs = 10;

    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        var inputs = node.Opset >= SinceInputs;
        var starts = inputs ? node.ConstantInts(1) : node.Ints("starts");
        var ends = inputs ? node.ConstantInts(2) : node.Ints("ends");
        var axes = inputs ? node.ConstantInts(3) : node.Ints("axes");
        var steps = inputs ? node.ConstantInts(4) : null;
        if (starts is null || ends is null || starts.Count > node[0].Shape.Rank)
        {
            throw new DecantException($"expected a start and an end for some of the axes of {node[0]}, received {starts?.Count ?? 0} and {ends?.Count ?? 0}.");
        }

        node.Add(new Slice(starts, ends, axes, steps), node[0]);
    }

    /// <inheritdoc/>
    protected override void Write(Slice slice, NodeWriter node)
    {
        node.Constant("starts", slice.Starts);
        node.Constant("ends", slice.Ends);
        node.Constant("axes", slice.Axes);
        node.Constant("steps", slice.Steps);
    }
}
