using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Passes;

/// <summary>softmax(Scale·Q·Kᵀ + Mask)·V as it was found in a graph.</summary>
/// <param name="Queries">Q.</param>
/// <param name="Keys">K.</param>
/// <param name="Values">V.</param>
/// <param name="Scale">The factor of the products, wherever it was.</param>
/// <param name="Mask">Adds the mask to the copy of the graph; null for none.</param>
/// <param name="Causal">Whether the mask is that no query sees a later key.</param>
internal sealed record AttentionFormula(
    AttentionFormula.Operand Queries,
    AttentionFormula.Operand Keys,
    AttentionFormula.Operand Values,
    double Scale,
    Func<Rewriter, Value>? Mask,
    bool Causal
)
{
    // What a mask puts in place of a product at most: e to the power of it is 0, as is that of the sum with a product.
    private const double Unseen = -1e4;

    // So low that nothing is left of a product in float32 when it is added.
    private const double Absorbing = -1e30;

    /// <summary>The formula that ends with a node, or null.</summary>
    /// <param name="node">The product of weights and values.</param>
    /// <param name="readers">How many read each value.</param>
    public static AttentionFormula? Of(Node node, IReadOnlyDictionary<Value, int> readers)
    {
        if (
            node.Operator is not MatMul
            || Weights(Behind(node.Inputs[0]!)) is not ({ Operator: Softmax softmax, Outputs: [{ Shape.Rank: 4 } p] }, { } before)
            || (softmax.Axis != -1 && softmax.Axis != 3)
            || readers[p] > 1
            || readers[node.Inputs[0]!] > 1
        )
        {
            return null;
        }

        var (scores, mask, causal) = Masked(before);
        var (product, scale) = Constants.Scaled(scores);
        if (product.Producer is not { Operator: MatMul } products || !product.Shape.Equals(p.Shape))
        {
            return null;
        }

        var (q, scaleOfQ) = Constants.Scaled(products.Inputs[0]!);
        var (transposed, scaleOfK) = Constants.Scaled(products.Inputs[1]!);
        var v = node.Inputs[1]!;
        return
            KeysOf(transposed) is { } keys
            && q.Shape.Rank == 4
            && v.Shape.Rank == 4
            && q.Shape[0] == v.Shape[0]
            && q.Shape[1] == v.Shape[1]
            && transposed.Shape[0] == q.Shape[0]
            && transposed.Shape[1] == q.Shape[1]
            ? new(Operand.Of(q), keys, Operand.Of(v), scale * scaleOfQ * scaleOfK, mask, causal)
            : null;
    }

    // The softmax and its scores; also where a query whose scores are all −∞ gets zeros, as the fused operator gives them.
    private static (Node? Softmax, Value? Scores) Weights(Value value) =>
        value.Producer switch
        {
            { Operator: Softmax } node => (node, node.Inputs[0]),
            { Operator: Where } zeros
                when Constants.Number(zeros.Inputs[1]) == 0
                    && zeros.Inputs[2]!.Producer is { Operator: Softmax } node
                    && node.Inputs[0]!.Producer is { Operator: Where } finite
                    && Constants.Number(finite.Inputs[1]) == 0
                    && finite.Inputs[0] == zeros.Inputs[0]
                    && IsWithoutKey(zeros.Inputs[0]!, finite.Inputs[2]!) => (node, finite.Inputs[2]),
            _ => (null, null),
        };

    // max over keys = −∞.
    private static bool IsWithoutKey(Value condition, Value scores) =>
        condition.Producer is { Operator: Equal } equal
        && Constants.Number(equal.Inputs[1]) is { } number
        && double.IsNegativeInfinity(number)
        && equal.Inputs[0]!.Producer is { Operator: ReduceMax { KeepDimensions: true, Axes: [-1 or 3] } } largest
        && largest.Inputs[0] == scores;

    // Marks of dropout drop nothing where this is asked, and identities are what they read.
    private static Value Behind(Value value) => value.Producer is { Operator: Dropout or Identity } mark ? mark.Inputs[0]! : value;

    private static Operand? KeysOf(Value transposed) =>
        transposed.Producer is not { Operator: Transpose order } node ? null
        : FuseAttention.IsOrder(order, [0, 1, 3, 2]) ? Operand.Of(node.Inputs[0]!)
        : FuseAttention.IsOrder(order, [0, 2, 3, 1]) ? new Operand(null, node.Inputs[0]!)
        : null;

    // The products before the mask. A sum has the mask as one operand; a choice becomes a sum with 0 or what it puts there.
    private static (Value Scores, Func<Rewriter, Value>? Mask, bool Causal) Masked(Value value)
    {
        if (value.Producer is { Operator: Add } sum)
        {
            var side = IsProduct(sum.Inputs[0]!) ? 0 : 1;
            return (sum.Inputs[side]!, rewriter => rewriter[sum.Inputs[1 - side]!], false);
        }

        if (value.Producer is { Operator: Where } choice)
        {
            var (condition, seen) = (choice.Inputs[0]!, Constants.Number(choice.Inputs[2]) <= Unseen ? 1 : 2);
            var scores = choice.Inputs[seen]!;
            if (Constants.Number(choice.Inputs[3 - seen]) is { } instead && instead <= Unseen && scores.Shape.Equals(value.Shape))
            {
                // A row that sees nothing is uniform after a choice; after a sum only if nothing is left of its scores.
                return IsCausal(condition, scores.Shape, seen == 1) ? (scores, null, true)
                    : instead <= Absorbing ? (scores, Summand, false)
                    : (value, null, false);

                Value Summand(Rewriter rewriter)
                {
                    var allowed = rewriter[condition];
                    var (nothing, much) = (rewriter[choice.Inputs[3 - seen]!].Constant(0), rewriter[choice.Inputs[3 - seen]!]);
                    return seen == 1 ? allowed.Where(nothing, much) : allowed.Where(much, nothing);
                }
            }
        }

        return (value, null, false);
    }

    private static bool IsProduct(Value value) => Constants.Scaled(value).Other.Producer is { Operator: MatMul };

    // Constants that are true where the key is no later than the query, or false there.
    private static bool IsCausal(Value condition, Shape scores, bool truth)
    {
        if (
            condition.Data is not { Type: ElementType.Bool } data
            || !scores[2].IsStatic
            || scores[2] != scores[3]
            || data.Count != (long)scores[2].Size * scores[2].Size
            || condition.Shape.Rank < 2
            || condition.Shape[^1] != scores[3]
            || condition.Shape[^2] != scores[2]
        )
        {
            return false;
        }

        var size = scores[2].Size;
        var marks = data.Bytes();
        for (var i = 0; i < marks.Length; i++)
        {
            if ((marks[i] != 0) != ((i % size <= i / size) == truth))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Q, K or V in the orders of axes in which the graph has it.</summary>
    /// <param name="HeadsFirst">[N, heads, T, D], or null.</param>
    /// <param name="PositionsFirst">[N, T, heads, D], or null.</param>
    public sealed record Operand(Value? HeadsFirst, Value? PositionsFirst)
    {
        /// <summary>A value [N, heads, T, D], and what it was transposed from.</summary>
        public static Operand Of(Value value) =>
            new(
                value,
                value.Producer is { Operator: Transpose order } node && FuseAttention.IsOrder(order, [0, 2, 1, 3]) ? node.Inputs[0] : null
            );
    }
}
