using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Compress: the slices whose condition, known when the graph is made, is true.</summary>
internal sealed class CompressTranslation() : FormulaTranslation("Compress", 2, 2, constants: [1])
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var condition = node.ConstantTensor(1);
        if (condition is not { Type: ElementType.Bool, Rank: 1 })
        {
            throw new DecantException($"expected a list of truths as the condition, received {condition}.");
        }

        var picked = condition
            .Bytes()
            .ToArray()
            .Select((truth, place) => (truth, place))
            .Where(pair => pair.truth != 0)
            .Select(pair => (long)pair.place)
            .ToArray();
        var x = node.HasAttribute("axis") ? node[0] : node[0].Reshape(new Shape(node[0].Shape.Elements));
        return x.Gather(node.Number(Tensor.From<long>(picked, picked.Length)), x.Shape.Axis(node.Int("axis", 0)));
    }
}
