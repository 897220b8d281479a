using Decant.Engine.Graphs;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Upsample, the forerunner of Resize until opset 9; the factors are an attribute until opset 8, an input in 9.</summary>
internal sealed class UpsampleTranslation() : FormulaTranslation("Upsample", 1, 2, constants: [1])
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var mode = node.Text("mode", "nearest");
        var scales = node.Has(1) ? ConstantNumbers.Of(node.ConstantTensor(1)) : node.Floats("scales") ?? [];
        return Resizing.InFloats(node[0], mode, x =>
        {
            for (var axis = 0; axis < scales.Length; axis++)
            {
                var way = new ResizeAxis { Scale = scales[axis], Mode = mode, Coordinates = "asymmetric", Nearest = ResizeAxis.NearestOfOldOpsets(scales[axis]) };
                x = Resizing.Along(node, x, axis, Resizing.Scaled(x.Shape[axis], scales[axis]), way, 0);
            }

            return x;
        });
    }
}
