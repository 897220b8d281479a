using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Shape, of all axes or of those from start to before end; a constant where the sizes are known.</summary>
internal sealed class ShapeTranslation() : Translation<ShapeOf>("Shape", 1, 1)
{
    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        var shape = node[0].Shape;
        var (start, end) = (Within(node.Int("start", 0), shape.Rank), Within(node.Int("end", long.MaxValue), shape.Rank));
        var wanted = shape.Skip(start).Take(Math.Max(0, end - start)).ToArray();
        if (wanted.All(size => size.IsStatic))
        {
            node.Give(node.Number(Tensor.From<long>(wanted.Select(size => (long)size.Size).ToArray(), wanted.Length)));
        }
        else if (wanted.Length == shape.Rank)
        {
            node.Add(new ShapeOf(), node[0]);
        }
        else
        {
            node.Give(node[0].ShapeOf().Slice(0, start, end));
        }
    }

    private static int Within(long place, int rank) => (int)Math.Clamp(place < 0 ? place + rank : place, 0, rank);

    /// <inheritdoc/>
    protected override void Write(ShapeOf shapeOf, NodeWriter node) { }
}
