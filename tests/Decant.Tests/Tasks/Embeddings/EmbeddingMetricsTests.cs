using Decant.Engine;
using Decant.Tasks.Embeddings;

namespace Decant.Tests.Tasks.Embeddings;

public class EmbeddingMetricsTests
{
    // Hours of television and intelligence of ten people, the usual example: ρ = 1 − 6·194/(10·(10² − 1)) = −29/165.
    [Fact]
    public void Spearmans_correlation_is_the_one_of_the_textbook() =>
        Assert.Equal(
            -29.0 / 165,
            RankCorrelation.Of([106, 100, 86, 101, 99, 103, 97, 113, 112, 110], [7, 27, 2, 50, 28, 29, 20, 12, 6, 17]),
            1e-12
        );

    // Ranks 1, 2.5, 2.5, 4 and 1, 3, 2, 4: their covariance is 4.5, their squares 4.5 and 5.
    [Fact]
    public void Equal_numbers_share_the_mean_of_their_ranks() =>
        Assert.Equal(4.5 / Math.Sqrt(4.5 * 5), RankCorrelation.Of([1, 2, 2, 3], [1, 3, 2, 4]), 1e-12);

    [Fact]
    public void Numbers_that_are_all_equal_correlate_with_nothing() => Assert.Equal(0, RankCorrelation.Of([1, 1, 1], [1, 2, 3]));

    // Of three texts each has one neighbour that counts twice as much, and both others are among ten.
    [Fact]
    public void Few_texts_are_all_neighbours() =>
        Assert.Equal(1, NeighbourRecall.Of([1, 0.5f, 0, 0.5f, 1, 0, 0, 0, 1], [1, 0, 0.9f, 0, 1, 0, 0.9f, 0, 1], 3));

    [Fact]
    public void Vectors_that_are_turned_and_longer_are_as_alike_as_before()
    {
        var teacher = Vectors(30, 4, seed: 1);
        var student = new float[teacher.Length];
        for (var n = 0; n < 30; n++)
        {
            // Axes change places, one is mirrored, and each text has another length.
            for (var d = 0; d < 4; d++)
            {
                student[(n * 4) + d] = (1 + n) * (d == 2 ? -1 : 1) * teacher[(n * 4) + ((d + 1) % 4)];
            }
        }

        var metrics = new EmbeddingMetrics(4);
        metrics.Add(student, teacher);
        var result = metrics.Result();

        Assert.Equal(1, result.Metric("similarityCorrelation")!.Value, 1e-4);
        Assert.Equal(1, result.Metric("neighbourRecall")!.Value, 1e-9);
        Assert.True(result.Metric("cosine") < 0.9);
    }

    [Fact]
    public void Recall_by_chance_is_ten_of_the_others()
    {
        var metrics = new EmbeddingMetrics(8);
        metrics.Add(Vectors(201, 8, seed: 2), Vectors(201, 8, seed: 9));

        Assert.Equal(10.0 / 200, metrics.Result().Metric("neighbourRecall")!.Value, 0.03);
        Assert.Equal(0, metrics.Result().Metric("similarityCorrelation")!.Value, 0.1);
    }

    [Fact]
    public void A_vector_that_is_no_number_is_refused() =>
        Assert.Contains(
            "received NaN from the model at sample 1, number 0",
            Assert.Throws<DecantException>(() => new EmbeddingMetrics(2).Add([1, 2, float.NaN, 1], [1, 2, 3, 4])).Message,
            StringComparison.Ordinal
        );

    private static float[] Vectors(int count, int width, int seed)
    {
        var random = new Decant.Engine.Randomness.RandomStream((ulong)seed, "vectors");
        var vectors = new float[count * width];
        foreach (ref var number in vectors.AsSpan())
        {
            number = (float)random.NextNormal();
        }

        return vectors;
    }
}
