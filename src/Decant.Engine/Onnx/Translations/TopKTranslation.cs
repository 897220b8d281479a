using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>TopK; the count is an attribute until opset 9, an input from 10 on. Results that may be in any order are sorted here.</summary>
internal sealed class TopKTranslation() : Translation<TopK>("TopK", 1, 2, constants: [1])
{
    private const int SinceInputs = 10;

    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        node.Flag("sorted", true);
        var count =
            node.Opset < SinceInputs ? node.Int("k")
            : node.ConstantInts(1) is [var k] ? k
            : throw new DecantException("its count must be one whole number.");
        node.Add(new TopK(checked((int)Math.Min(count, int.MaxValue)), node.Int("axis", -1), node.Flag("largest", true)), node[0]);
    }

    /// <inheritdoc/>
    protected override void Write(TopK top, NodeWriter node)
    {
        node.Constant("k", [top.Count]);
        node.Int("axis", top.Axis, -1);
        node.Int("largest", top.Largest ? 1 : 0, 1);
    }
}
