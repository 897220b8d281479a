using Decant.Engine;
using Decant.Losses;

namespace Decant.Tests.Losses;

/// <summary>Losses on answers to every token: [N, T, V], of which some come after a text's end.</summary>
public sealed class TokenLossTests
{
    private const int N = 3,
        T = 4,
        V = 5;
    private static readonly int[] s_lengths = [4, 1, 3];
    private static readonly double[] s_student = Numbers(1),
        s_teacher = Numbers(2);

    /// <summary>The losses on classes that read no label.</summary>
    public static TheoryData<string> Losses =>
        [
            "soft-targets",
            "reverse-kl",
            "jensen-shannon",
            "skew-kl",
            "skew-reverse-kl",
            "total-variation",
            "uld",
            "sparse",
            "logit-standardization",
            "multi-label",
            "dist",
            "logit-mse",
        ];

    [Theory]
    [InlineData(1, LossReduction.Batch)]
    [InlineData(4, LossReduction.Batch)]
    [InlineData(3, LossReduction.Elements)]
    public void Soft_targets_are_the_mean_over_the_tokens_of_all_texts_of_the_sum_over_the_classes(
        double temperature,
        LossReduction reduction
    )
    {
        double sum = 0;
        for (var n = 0; n < N; n++)
        {
            for (var t = 0; t < s_lengths[n]; t++)
            {
                var (p, q) = (Softmax(s_teacher, n, t, temperature), Softmax(s_student, n, t, temperature));
                sum += p.Zip(q, (a, b) => a * (Math.Log(a) - Math.Log(b))).Sum();
            }
        }

        var loss = new SoftTargetsLoss { Temperature = temperature, Reduction = reduction };
        var expected = temperature * temperature * sum / s_lengths.Sum() / (reduction == LossReduction.Elements ? V : 1);
        Assert.Equal(expected, LossFormula.Of(loss, Inputs()).Value, 1e-12);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Every_loss_is_that_of_the_tokens_as_rows(string name)
    {
        var loss = DistillationLosses.All.Single(loss => loss.Name == name);
        int[] rows = [.. Enumerable.Range(0, N * T).Where(row => row % T < s_lengths[row / T])];
        var expected = LossFormula.Of(
            loss,
            new Dictionary<string, LossArray> { ["student"] = Rows(s_student), ["teacher"] = Rows(s_teacher) }
        );
        var actual = LossFormula.Of(loss, Inputs());
        Assert.Equal(expected.Value, actual.Value, 1e-12);

        // What comes after a text's end learns nothing, the others the same as alone.
        var gradient = new double[N * T * V];
        for (var r = 0; r < rows.Length; r++)
        {
            expected.Gradient.AsSpan(r * V, V).CopyTo(gradient.AsSpan(rows[r] * V));
        }

        LossFormula.Near(gradient, actual.Gradient, 1e-12);

        LossArray Rows(double[] numbers) => new([.. rows.SelectMany(row => numbers.Skip(row * V).Take(V))], [rows.Length, V]);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Answers_to_tokens_are_refused_where_nothing_says_which_count(string name)
    {
        var loss = DistillationLosses.All.Single(loss => loss.Name == name);
        var inputs = Inputs();
        inputs.Remove("counted");
        var message = Assert.Throws<DecantException>(() => LossFormula.Of(loss, inputs)).Message;
        Assert.Equal(
            "Soft targets: expected answers [N, C], or [N, T, C] and what counts of [N, T], received answers [N, 4, "
                + "5] and nothing that says what counts. "
                + "A sum over all axes would weigh long samples and their padding. Let the last axis hold the "
                + "classes, and give what counts (LossSignals.Counted), or one row of classes for each sample.",
            message
        );
    }

    [Fact]
    public void What_counts_of_another_shape_is_refused()
    {
        var inputs = Inputs();
        inputs["counted"] = new([1, 1, 1], [N]);
        Assert.Contains(
            "received answers [N, 4, 5] and what counts [N]",
            Assert.Throws<DecantException>(() => LossFormula.Of(new SoftTargetsLoss(), inputs)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_batch_in_which_nothing_counts_has_no_loss_and_no_gradient()
    {
        var inputs = Inputs();
        inputs["counted"] = new(new double[N * T], [N, T]);
        var result = LossFormula.Of(new SoftTargetsLoss(), inputs);
        Assert.Equal(0, result.Value);
        Assert.All(result.Gradient, number => Assert.Equal(0, number));
    }

    private static Dictionary<string, LossArray> Inputs() =>
        new()
        {
            ["student"] = new(s_student, [N, T, V]),
            ["teacher"] = new(s_teacher, [N, T, V]),
            ["counted"] = new([.. Enumerable.Range(0, N * T).Select(row => row % T < s_lengths[row / T] ? 1.0 : 0)], [N, T]),
        };

    private static double[] Numbers(int seed)
    {
        var stream = new Decant.Engine.Randomness.RandomStream((ulong)seed, "tokens");
        return [.. Enumerable.Range(0, N * T * V).Select(_ => 2 * stream.NextNormal())];
    }

    private static double[] Softmax(double[] logits, int n, int t, double temperature)
    {
        var exponentials = logits.Skip(((n * T) + t) * V).Take(V).Select(logit => Math.Exp(logit / temperature)).ToArray();
        return [.. exponentials.Select(e => e / exponentials.Sum())];
    }
}
