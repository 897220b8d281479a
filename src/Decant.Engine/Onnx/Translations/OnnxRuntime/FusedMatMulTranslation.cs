using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations.OnnxRuntime;

/// <summary>
/// FusedMatMul: alpha · A'·B', either with its last two axes swapped, or with its first axis moved after those of the batch first.
/// </summary>
/// <param name="name">Its name, or the older TransposeMatMul.</param>
internal sealed class FusedMatMulTranslation(string name) : RuntimeFormulaTranslation(name, 2, 2)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var y = Turned(node, 'A', node[0]).MatMul(Turned(node, 'B', node[1]));
        var alpha = node.Float("alpha", 1);
        return alpha == 1 ? y : y * alpha;
    }

    private static Value Turned(NodeReader node, char which, Value x)
    {
        var (rank, last) = (x.Shape.Rank, node.Flag($"trans{which}"));
        if (node.Flag($"transBatch{which}") && rank > 2)
        {
            x = x.Transpose([.. Enumerable.Range(1, rank - 2).Select(axis => (long)axis), 0, rank - 1]);
        }

        return last && rank > 1 ? x.Transposed() : x;
    }
}
