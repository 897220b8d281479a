using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// AffineGrid: the places [N, sizes .., axes] to which a matrix for each sample [N, axes, axes + 1] takes an even grid from −1 to 1.
/// </summary>
internal sealed class AffineGridTranslation() : FormulaTranslation("AffineGrid", 2, 2, constants: [1])
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var sizes = node.ConstantInts(1)!.Skip(2).Select(size => checked((int)size)).ToArray();
        var (axes, corners) = (sizes.Length, node.Flag("align_corners"));
        if (!node[0].Shape.Skip(1).SequenceEqual([(Dimension)axes, axes + 1]))
        {
            throw new DecantException($"expected a matrix [N, {axes}, {axes + 1}] for a size of {axes} axes, received {node[0]}.");
        }

        // One row for each place: the coordinates, last axis first, and 1.
        var places = sizes.Aggregate(1, (product, size) => checked(product * size));
        var grid = node.Counting(node[0].Type, places * (axes + 1), i =>
            {
                var (place, column) = Math.DivRem(i, axes + 1);
                var axis = axes - 1 - column;
                var inner = sizes.Skip(axis + 1).Aggregate(1, (product, size) => product * size);
                return axis < 0 ? 1 : Coordinate(place / inner % sizes[axis], sizes[axis]);
            })
            .Reshape(new Shape(places, axes + 1));
        return grid.MatMul(node[0].Transposed()).Reshape(new Shape([node[0].Shape[0], .. sizes.Select(size => (Dimension)size), axes]));

        double Coordinate(int i, int size) =>
            !corners ? (((2.0 * i) + 1) / size) - 1
            : size == 1 ? 0
            : (2.0 * i / (size - 1)) - 1;
    }
}
