using Decant.Engine;
using Decant.Losses;

namespace Decant.Tests.Losses;

/// <summary>How the divergences go over into one another.</summary>
public sealed class DivergenceTests
{
    [Theory]
    [InlineData("soft-targets", 1e-4)]
    [InlineData("reverse-kl", 1 - 1e-4)]
    public void Jensen_Shannon_over_the_smaller_share_becomes_the_KL_of_that_side(string divergence, double share)
    {
        var loss = new JensenShannonLoss { TeacherShare = share };
        var kl = divergence == "soft-targets" ? AnswerLossCases.Of("soft-targets T=1") : AnswerLossCases.Of("reverse-kl T=1");
        Assert.Equal(kl.Golden!.Value, Value(loss) / Math.Min(share, 1 - share), 1e-3);
    }

    [Theory]
    [InlineData(0, "soft-targets")]
    [InlineData(1, "reverse-kl")]
    public void Jensen_Shannon_refuses_the_shares_at_which_it_is_0_and_names_the_KL(double share, string divergence)
    {
        var message = Assert.Throws<DecantException>(() => new JensenShannonLoss { TeacherShare = share }).Message;
        Assert.Contains("above 0 and below 1", message, StringComparison.Ordinal);
        Assert.Contains(divergence, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Skewed_divergences_become_the_plain_ones_with_the_smallest_share_of_their_own()
    {
        Assert.Equal(0.697354498716, Value(new SkewKlLoss { TeacherShare = 1e-7 }), 1e-5);
        Assert.Equal(0.636524070391, Value(new SkewReverseKlLoss { TeacherShare = 1 - 1e-7 }), 1e-5);
    }

    [Fact]
    public void Soft_targets_become_half_the_squared_difference_of_centred_logits_at_a_high_temperature()
    {
        var limit = 0.0;
        for (var n = 0; n < 3; n++)
        {
            var differences = Enumerable.Range(0, 4).Select(c => GoldenInputs.Student[n, c] - GoldenInputs.Teacher[n, c]).ToArray();
            limit += differences.Sum(difference => Math.Pow(difference - differences.Average(), 2)) / (2 * 4) / 3;
        }

        Assert.Equal(0.668958, limit, 1e-6);
        Assert.Equal(0.669239, Value(new SoftTargetsLoss { Temperature = 1000 }), 1e-6);
    }

    [Theory]
    [InlineData("jensen-shannon", 0.6931471805599453)]
    [InlineData("total-variation", 1)]
    [InlineData("uld", 2)]
    public void What_is_bounded_stays_below_its_bound(string name, double bound)
    {
        // The student is sure of one class, the teacher of none or of another.
        double[,] student =
            {
                { 1e4, -1e4, 0 },
            },
            teacher =
            {
                { -1e4, 1e4, 0 },
            };
        var value = LossFormula.Of(DistillationLosses.All.Find(name), student, teacher, [0]).Value;
        Assert.Equal(name == "uld" ? 0 : bound, value, 1e-12);
    }

    private static double Value(DistillationLoss loss) => LossFormula.Of(loss, GoldenInputs.Logits).Value;
}
