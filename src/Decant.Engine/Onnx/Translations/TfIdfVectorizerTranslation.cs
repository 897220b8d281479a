using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// TfIdfVectorizer of whole numbers: how often each n-gram of a list occurs in every row [C] or [N, C], with up to so many places skipped
/// between its parts; counted (TF), weighted where it occurs at all (IDF), or both (TFIDF).
/// </summary>
internal sealed class TfIdfVectorizerTranslation() : FormulaTranslation("TfIdfVectorizer", 1, 1)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var pool = node.Ints("pool_int64s")
            ?? throw new DecantException("only n-grams of whole numbers (pool_int64s) are known here, no texts.");
        var (starts, targets) = (node.Ints("ngram_counts") ?? [], node.Ints("ngram_indexes") ?? []);
        var (shortest, longest, skips) = (node.Int("min_gram_length"), node.Int("max_gram_length"), node.Int("max_skip_count"));
        var lengths = starts
            .Select((start, i) => (Start: start, End: i + 1 < starts.Count ? starts[i + 1] : pool.Count, Length: i + 1))
            .ToArray();
        if (
            shortest < 1
            || longest < shortest
            || longest > starts.Count
            || skips is < 0 or > 64
            || targets.Count == 0
            || targets.Any(place => place is < 0 or > int.MaxValue)
            || lengths.Any(part =>
                part.Start < 0 || part.End < part.Start || part.End > pool.Count || (part.End - part.Start) % part.Length != 0
            )
            || lengths.Sum(part => (part.End - part.Start) / part.Length) != targets.Count
            || targets.Distinct().Count() != targets.Count
        )
        {
            throw new DecantException(
                "its lists contradict each other: ngram_counts says where in the pool the n-grams of each length "
                    + "begin, ngram_indexes the place of each n-gram."
            );
        }

        var given = node[0];
        var x = given.Cast(ElementType.Int64).Reshape(given.Shape.Rank == 2 ? given.Shape : new Shape([1, .. given.Shape]));
        var none = x.Constant(0).Cast(ElementType.Float32).BroadcastTo(new Shape(x.Shape[0], 1));
        var columns = new List<Value>();
        var order = new Dictionary<long, int>();
        var gram = 0;
        foreach (var (start, end, length) in lengths)
        {
            var count = (int)((end - start) / length);
            if (count > 0 && length >= shortest && length <= longest)
            {
                var grams = pool.Skip((int)start).Take((int)(end - start)).ToArray();
                columns.Add(Counts(node, x, grams, length, length == 1 ? 0 : (int)skips) ?? none.BroadcastTo(new Shape(x.Shape[0], count)));
                for (var i = 0; i < count; i++)
                {
                    order[targets[gram + i]] = order.Count;
                }
            }

            gram += count;
        }

        columns.Add(none);
        var y = columns
            .Concat(1)
            .Gather(
                node.Counting(ElementType.Int64, checked((int)targets.Max() + 1), place => order.GetValueOrDefault(place, order.Count)),
                1
            );
        y = Weighted(node, y, targets);
        return given.Shape.Rank == 2 ? y : y.Reshape(new Shape(y.Shape[1]));
    }

    // [N, grams]: at how many places of a row all parts of a gram occur, over all distances between them; null where the row is too short.
    private static Value? Counts(NodeReader node, Value x, long[] grams, int length, int skips)
    {
        Value? sum = null;
        for (var distance = 1; distance <= skips + 1; distance++)
        {
            var places = x.Shape[1].Size - ((length - 1) * distance);
            if (places < 1)
            {
                break;
            }

            Value? all = null;
            for (var part = 0; part < length; part++)
            {
                var at = part;
                var wanted = node.Counting(ElementType.Int64, grams.Length / length, i => grams[(i * length) + at]);
                var same = x.Slice(1, part * distance, (part * distance) + places).Unsqueeze(2).IsEqualTo(wanted);
                all = all is null ? same : all.And(same);
            }

            var count = all!.Cast(ElementType.Float32).ReduceSum([1]);
            sum = sum is null ? count : sum + count;
        }

        return sum;
    }

    private static Value Weighted(NodeReader node, Value counts, IReadOnlyList<long> targets)
    {
        var (mode, weights) = (node.Text("mode", ""), node.Floats("weights"));
        if (mode is not ("TF" or "IDF" or "TFIDF") || (weights is not null && weights.Length != targets.Count))
        {
            throw new DecantException(
                $"expected the mode TF, IDF or TFIDF and a weight for each of {targets.Count} n-grams, received "
                    + $"'{mode}' and {weights?.Length ?? 0}."
            );
        }

        var y = mode == "IDF" ? counts.Min(counts.Constant(1)) : counts;
        if (mode == "TF" || weights is null)
        {
            return y;
        }

        var byPlace = targets.Zip(weights).ToDictionary(pair => pair.First, pair => pair.Second);
        return y * node.Counting(ElementType.Float32, counts.Shape[1].Size, place => byPlace.GetValueOrDefault(place, 1));
    }
}
