using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Tile: every axis repeated, by an axis of copies next to it; until opset 5 one axis, which an input names.</summary>
internal sealed class TileTranslation() : FormulaTranslation("Tile", 2, 3, constants: [1, 2])
{
    private const int SinceAllAxes = 6;

    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var (x, repeats) = (node[0], node.Opset < SinceAllAxes ? OfOneAxis(node) : node.Sizes(1));
        if (repeats.Count != x.Shape.Rank || repeats.Any(count => count.Factor is < 0 or > int.MaxValue))
        {
            throw new DecantException($"expected a count for each axis of {x}, received [{string.Join(", ", repeats.Take(16))}].");
        }

        var (parted, copied) = (new List<Dimension>(), new List<Dimension>());
        foreach (var (size, count) in x.Shape.Zip(repeats))
        {
            if (count != 1)
            {
                parted.Add(1);
                copied.Add(count);
            }

            parted.Add(size);
            copied.Add(size);
        }

        return x.Reshape(new Shape(parted))
            .BroadcastTo(new Shape(copied))
            .Reshape(new Shape(x.Shape.Zip(repeats, (size, count) => size * count)));
    }

    // Count and axis are of the type of x.
    private static Dimension[] OfOneAxis(NodeReader node)
    {
        var (count, axis) = (node.ConstantNumber(1), node.ConstantNumber(2) ?? throw new DecantException("the axis (input 2) is missing."));
        var repeats = Enumerable.Repeat((Dimension)1, node[0].Shape.Rank).ToArray();
        repeats[node[0].Shape.Axis((long)axis)] = new Dimension((long)count!, "");
        return repeats;
    }
}
