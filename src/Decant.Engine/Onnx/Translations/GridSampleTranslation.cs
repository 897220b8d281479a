using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// GridSample: x [N, C, axes ..] read at places between its elements; the grid [N, places .., axes] counts from −1 to 1, last axis of x
/// first.
/// </summary>
internal sealed class GridSampleTranslation() : FormulaTranslation("GridSample", 2, 2)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var (x, grid, axes) = (node[0], node[1], node[0].Shape.Rank - 2);
        var mode = node.Text("mode", "linear") switch
        {
            "linear" or "bilinear" => Sampling.Linear,
            "cubic" or "bicubic" => Sampling.Cubic,
            "nearest" => Sampling.Nearest,
            var other => throw new DecantException($"mode must be linear, nearest or cubic, received '{other}'."),
        };
        var (padding, corners) = (node.Text("padding_mode", "zeros"), node.Flag("align_corners"));
        if (padding is not ("zeros" or "border" or "reflection"))
        {
            throw new DecantException($"padding_mode must be zeros, border or reflection, received '{padding}'.");
        }

        var places = grid.Shape.Skip(1).Take(axes).Aggregate((Dimension)1, (product, size) => product * size);
        var flat = grid.Reshape(new Shape(grid.Shape[0], places, axes));
        var coordinates = Enumerable
            .Range(0, axes)
            .Select(axis =>
            {
                var g = flat.Slice(2, axes - 1 - axis, axes - axis).Reshape(new Shape(grid.Shape[0], places));
                var size = x.Shape[2 + axis].Size;
                return corners ? (g + 1) * ((size - 1) / 2.0) : (((g + 1) * size) - 1) / 2;
            })
            .ToArray();
        var y = Sampling.Of(x, coordinates, mode, padding, corners);
        return y.Reshape(new Shape([x.Shape[0], x.Shape[1], .. grid.Shape.Skip(1).Take(axes)]));
    }
}
