using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// MatMul; a vector is taken as a matrix of one row (on the left) or one column (on the right), and that axis vanishes again.
/// </summary>
internal sealed class MatMulTranslation() : Translation<MatMul>("MatMul", 2, 2)
{
    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        var (a, b) = (node[0], node[1]);
        var (row, column) = (a.Shape.Rank == 1, b.Shape.Rank == 1);
        if (!row && !column)
        {
            node.Add(new MatMul(), a, b);
            return;
        }

        a = row ? node.Insert("row", new Unsqueeze([0]), a) : a;
        b = column ? node.Insert("column", new Unsqueeze([1]), b) : b;
        long[] vanishing =
            row && column ? [-2, -1]
            : row ? [-2]
            : [-1];
        node.Add(new Squeeze(vanishing), node.Insert("product", new MatMul(), a, b));
    }
}
