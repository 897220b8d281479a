using Decant.Data.Batches;
using Decant.Evaluation;
using Decant.Runs;

namespace Decant.Tasks.Embeddings;

/// <summary>
/// How well vectors imitate the teacher's. Pairs grow with the square of the texts, so the first <see cref="MostTexts"/> are compared with
/// each other; the cosine with the teacher is over all.
/// </summary>
/// <param name="width">Numbers of a vector, D.</param>
internal sealed class EmbeddingMetrics(int width) : TaskMetrics
{
    /// <summary>Texts of which all pairs are compared.</summary>
    public const int MostTexts = 2000;

    private readonly List<float[]> _student = [];
    private readonly List<float[]> _teacher = [];
    private double _cosines;

    /// <inheritdoc/>
    public override void Add(Batch batch, NetworkOutputs outputs, NetworkOutputs teacher = default) =>
        Add(outputs.Main, batch[TextEmbedding.VectorField].Span<float>()[..(batch.Count * width)]);

    /// <summary>Adds a batch.</summary>
    /// <param name="vectors">[N, D], finite.</param>
    /// <param name="truth">[N, D], those of the teacher.</param>
    /// <exception cref="Engine.DecantException">A number is not finite.</exception>
    /// <exception cref="ArgumentException">The lengths do not belong together.</exception>
    public void Add(ReadOnlySpan<float> vectors, ReadOnlySpan<float> truth)
    {
        RequireLength(vectors.Length, truth.Length, nameof(vectors));
        RequireFinite(vectors, width, "the model", Diverged);
        RequireFinite(truth, width, "the teacher", Diverged);
        for (var n = 0; n < vectors.Length / width; n++)
        {
            var (own, other) = (Unit(vectors.Slice(n * width, width)), Unit(truth.Slice(n * width, width)));
            _cosines += Dot(own, other);
            if (_student.Count < MostTexts)
            {
                _student.Add(own);
                _teacher.Add(other);
            }

            Count(1);
        }
    }

    /// <inheritdoc/>
    public override EvaluationResult Result()
    {
        RequireSamples();
        var count = _student.Count;
        var (own, other) = (Cosines(_student), Cosines(_teacher));
        var isPair = count > 1;
        return new EvaluationResult
        {
            Samples = Samples,
            Measures =
            [
                new(RankCorrelation.Facts, isPair ? RankCorrelation.Of(Pairs(own, count), Pairs(other, count)) : 0),
                new(NeighbourRecall.Facts, isPair ? NeighbourRecall.Of(own, other, count) : 0),
                new(MeanCosine.Facts, _cosines / Samples),
            ],
        };
    }

    // A vector of zeros has no direction; its cosine with every other is 0.
    private static float[] Unit(ReadOnlySpan<float> vector)
    {
        var (unit, length) = (vector.ToArray(), Math.Sqrt(Dot(vector, vector)));
        foreach (ref var number in unit.AsSpan())
        {
            number = length > 0 ? (float)(number / length) : 0;
        }

        return unit;
    }

    private static double Dot(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        double sum = 0;
        for (var i = 0; i < one.Length; i++)
        {
            sum += (double)one[i] * other[i];
        }

        return sum;
    }

    private static float[] Cosines(List<float[]> units)
    {
        var cosines = new float[units.Count * units.Count];
        Parallel.For(0, units.Count, n =>
        {
            for (var other = n; other < units.Count; other++)
            {
                var cosine = (float)Dot(units[n], units[other]);
                (cosines[(n * units.Count) + other], cosines[(other * units.Count) + n]) = (cosine, cosine);
            }
        });
        return cosines;
    }

    private static float[] Pairs(float[] cosines, int count)
    {
        var (pairs, used) = (new float[count * (count - 1) / 2], 0);
        for (var n = 0; n < count; n++)
        {
            cosines.AsSpan((n * count) + n + 1, count - n - 1).CopyTo(pairs.AsSpan(used));
            used += count - n - 1;
        }

        return pairs;
    }
}
