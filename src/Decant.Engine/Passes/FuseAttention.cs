using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Passes;

/// <summary>
/// Makes one operator of softmax(scale·Q·Kᵀ + mask)·V over heads, so that the weights are never stored. Where Q, K and V are heads cut out
/// of linear layers, it reads them as the layers wrote them, and the copies in another order of axes vanish.
/// </summary>
internal static class FuseAttention
{
    private static readonly int[] s_headsToPositions = [0, 2, 1, 3];

    /// <summary>
    /// The graph with <see cref="ScaledDotProductAttention"/>; where others read the weights, and where units drop out of them, it stays as
    /// it is.
    /// </summary>
    public static Graph Run(Graph graph)
    {
        var readers = Rewriter.CountReaders(graph);
        var rewriter = new Rewriter(graph);
        var positionsFirst = new Dictionary<Value, Value>(); // a fused answer [N, heads, T, E] -> the same as [N, T, heads, E], of the copy
        foreach (var node in graph.Nodes)
        {
            if (
                node.Operator is Transpose order
                && positionsFirst.TryGetValue(node.Inputs[0]!, out var answer)
                && IsOrder(order, s_headsToPositions)
            )
            {
                rewriter.Replace(node.Outputs[0], answer);
            }
            else if (AttentionFormula.Of(node, readers) is { } formula)
            {
                Replace(node, formula);
            }
            else
            {
                rewriter.Copy(node);
            }
        }

        return DeadCode.Remove(rewriter.Finish());

        void Replace(Node node, AttentionFormula formula)
        {
            var (q, k, v) = (formula.Queries, formula.Keys, formula.Values);
            var inPlace = q.PositionsFirst is not null && k.PositionsFirst is not null && v.PositionsFirst is not null;
            var fused = rewriter
                .Target.AddNode(
                    new ScaledDotProductAttention(formula.Scale, inPlace, formula.Causal),
                    [In(q, inPlace), In(k, inPlace), In(v, inPlace), formula.Mask?.Invoke(rewriter)]
                )
                .Outputs[0];
            if (inPlace)
            {
                positionsFirst[node.Outputs[0]] = fused;
            }

            rewriter.Replace(node.Outputs[0], inPlace ? fused.Transpose(0, 2, 1, 3) : fused);
        }

        Value In(AttentionFormula.Operand operand, bool inPlace) =>
            inPlace ? rewriter[operand.PositionsFirst!]
            : operand.HeadsFirst is { } headsFirst ? rewriter[headsFirst]
            : rewriter[operand.PositionsFirst!].Transpose(0, 2, 1, 3);
    }

    /// <summary>Whether a transposition brings the axes into an order.</summary>
    internal static bool IsOrder(Transpose transpose, ReadOnlySpan<int> order) =>
        transpose.Permutation is { } permutation
        && permutation.Count == order.Length
        && transpose.OrderOf(order.Length).AsSpan().SequenceEqual(order);
}
