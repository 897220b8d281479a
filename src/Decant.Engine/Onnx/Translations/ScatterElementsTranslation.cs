using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>ScatterElements; 32-bit indices are widened.</summary>
internal sealed class ScatterElementsTranslation() : Translation<ScatterElements>("ScatterElements", 3, 3)
{
    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        var indices = node[1].Cast(ElementType.Int64);
        node.Add(new ScatterElements(node.Int("axis", 0), ReductionOf(node)), node[0], indices, node[2]);
    }

    /// <summary>What happens where an update meets an element.</summary>
    public static ScatterReduction ReductionOf(NodeReader node) =>
        node.Text("reduction", "none") switch
        {
            "none" => ScatterReduction.None,
            "add" => ScatterReduction.Add,
            "mul" => ScatterReduction.Mul,
            "max" => ScatterReduction.Max,
            "min" => ScatterReduction.Min,
            var other => throw new DecantException($"reduction must be none, add, mul, max or min, received '{other}'."),
        };

    /// <inheritdoc/>
    protected override void Write(ScatterElements scatterElements, NodeWriter node)
    {
        node.Int("axis", scatterElements.Axis, 0);
        if (scatterElements.Reduction != ScatterReduction.None)
        {
            var since = scatterElements.Reduction is ScatterReduction.Max or ScatterReduction.Min ? 18 : 16;
            if (node.Opset < since)
            {
                throw node.Error(
                    $"its reduction {scatterElements.Reduction} exists from opset {since} on. Write with that opset or a newer one."
                );
            }

            node.Text("reduction", scatterElements.Reduction.ToString().ToLowerInvariant());
        }
    }
}
