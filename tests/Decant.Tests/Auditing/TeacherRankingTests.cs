using Decant.Auditing;
using Decant.Evaluation;

namespace Decant.Tests.Auditing;

public class TeacherRankingTests
{
    private static readonly TeacherCandidate s_large = new("large.onnx")
    {
        Score = 0.97,
        Parameters = 1_000_000,
        Students = [0.90, 0.91, 0.92],
    };

    private static readonly TeacherCandidate s_middle = new("middle.onnx")
    {
        Score = 0.95,
        Parameters = 100_000,
        Students = [0.93, 0.94, 0.951],
    };

    // Differences 0.03, 0.03, 0.031: mean 0.030333, s = 0.000577, t(2) = 4.3027, half width 0.001434.
    [Fact]
    public void A_less_accurate_teacher_that_teaches_better_is_a_capacity_gap()
    {
        var ranking = Rank(s_large, s_middle);

        Assert.Equal("middle.onnx", ranking.Candidates[0].Name);
        Assert.Contains("3.03 points better than those of large.onnx", ranking.Advice, StringComparison.Ordinal);
        Assert.Contains("2.89 to 3.18", ranking.Advice, StringComparison.Ordinal);
        Assert.Contains("That is a capacity gap. Take middle.onnx", ranking.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lead_that_seeds_do_not_repeat_is_no_reason_to_choose()
    {
        var advice = Rank(s_large with { Students = [0.95, 0.90, 0.95] }, s_middle).Advice;

        Assert.Contains("contains zero", advice, StringComparison.Ordinal);
        Assert.Contains("Run more pilot seeds", advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_most_accurate_teaches_best_no_assistant_is_needed() =>
        Assert.Contains(
            "an assistant is not needed",
            Rank(s_large with { Students = [0.96, 0.96, 0.96] }, s_middle).Advice,
            StringComparison.Ordinal
        );

    [Fact]
    public void Of_a_loss_the_least_is_best()
    {
        var ranking = new TeacherRanking(NegativeLogLikelihood.Facts, 1, [s_large, s_middle]);

        Assert.Equal("large.onnx", ranking.Candidates[0].Name);
    }

    [Fact]
    public void Files_that_cannot_teach_come_last_and_are_named()
    {
        var broken = new TeacherCandidate("broken.onnx") { Problem = "it is none" };

        Assert.Equal(["large.onnx", "broken.onnx"], Rank(broken, s_large).Candidates.Select(candidate => candidate.Name));
        Assert.Contains("Only large.onnx can be the teacher", Rank(broken, s_large).Advice, StringComparison.Ordinal);
        Assert.Contains("None of the candidates", Rank(broken).Advice, StringComparison.Ordinal);
    }

    private static TeacherRanking Rank(params TeacherCandidate[] candidates) => new(Accuracy.Facts, 2, candidates);
}
