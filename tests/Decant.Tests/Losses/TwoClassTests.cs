using Decant.Engine.Graphs;
using Decant.Losses;
using Decant.Notices;
using Decant.Tasks;

namespace Decant.Tests.Losses;

/// <summary>
/// What is left of losses on answers where there are two classes: some teach nothing, some half, some are others under another name.
/// </summary>
public sealed class TwoClassTests
{
    [Fact]
    public void Standardised_logits_of_two_classes_have_a_value_and_next_to_no_derivative()
    {
        var (value, gradient) = LossFormula.Of(
            new LogitStandardizationLoss(),
            new[,]
            {
                { 0.3, 0.1 },
            },
            new[,]
            {
                { -0.5, 0.5 },
            },
            [0]
        );

        Assert.Equal(0.960315537545, value, 1e-9);
        Assert.Equal(3.4e-6, Math.Abs(gradient[0, 0]), 1e-7);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(100)]
    public void Decoupled_parts_of_two_classes_are_soft_targets_whatever_the_weight_of_the_others(double weight)
    {
        double[,] student =
            {
                { 1, -2 },
                { 0.3, 0.1 },
            },
            teacher =
            {
                { 4, -1 },
                { -0.5, 0.5 },
            };
        var (value, _) = LossFormula.Of(new DkdLoss { OtherWeight = weight }, student, teacher, [0, 1]);

        Assert.Equal(0.278120270057, value, 1e-9);
        Assert.Equal(LossFormula.Of(new SoftTargetsLoss(), student, teacher, [0, 1]).Value, value, 1e-12);
    }

    /// <summary>The first row agrees with the teacher, the second does not: 1 − (1 − 1)/2.</summary>
    [Fact]
    public void The_correlation_of_two_classes_is_one_or_minus_one()
    {
        var inter = new DistLoss { IntraWeight = 0 };
        var (value, gradient) = LossFormula.Of(
            inter,
            new[,]
            {
                { 1, -2 },
                { 0.3, 0.1 },
            },
            new[,]
            {
                { 4, -1 },
                { -0.5, 0.5 },
            },
            [0, 1]
        );

        Assert.Equal(1, value, 1e-6);
        Assert.All(gradient.Cast<double>(), number => Assert.Equal(0, number, 1e-5));
    }

    [Theory]
    [InlineData("logit-standardization", 2, 32, NoticeKind.Refusal, "two classes: use soft-targets")]
    [InlineData("logit-standardization", 3, 32, null, "")]
    [InlineData("dist", 2, 32, NoticeKind.Warning, "two classes: the correlation over the classes is always ±1")]
    [InlineData("dist", 2, 2, NoticeKind.Refusal, "nothing can be learnt")]
    [InlineData("dist", 2, 1, NoticeKind.Refusal, "nothing can be learnt")]
    [InlineData("dist", 10, 1, NoticeKind.Refusal, "a batch of 1")]
    [InlineData("dist", 10, 2, NoticeKind.Warning, "a batch of 2")]
    [InlineData("dist", 10, 3, null, "")]
    [InlineData("dkd", 2, 32, NoticeKind.Warning, "two classes: there is one class next to the label, so other-weight does nothing")]
    [InlineData("dkd", 3, 32, null, "")]
    [InlineData("sparse", 10, 32, NoticeKind.Note, "these are all, so the loss is soft-targets")]
    [InlineData("sparse", 11, 32, null, "")]
    [InlineData("soft-targets", 2, 1, null, "")]
    [InlineData("soft-targets", 1, 32, NoticeKind.Refusal, "one class")]
    [InlineData("hard-labels", 1, 32, NoticeKind.Refusal, "one class")]
    [InlineData("uld", 1, 32, NoticeKind.Refusal, "one class")]
    public void A_loss_says_what_it_cannot_teach(string loss, int classes, int batch, NoticeKind? kind, string words)
    {
        var notices = DistillationLosses.All.Find(loss).Notices(new LossSetting(LearningTasks.Default, classes, batch)).ToArray();

        Assert.Equal(kind is { } one ? [one] : [], notices.Select(notice => notice.Kind));
        Assert.All(notices, notice => Assert.Contains(words, notice.Sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("multi-label")]
    [InlineData("regression")]
    public void One_label_or_one_number_is_enough_to_learn(string task) =>
        Assert.Empty(new HardLabelsLoss().Notices(new LossSetting(LearningTasks.OfWord(task), 1, 32)));

    [Fact]
    public void Parts_with_weight_0_do_not_teach()
    {
        var two = new LossSetting(LearningTasks.Default, 2, 32);
        Assert.Equal(NoticeKind.Refusal, Assert.Single(new DkdLoss { TargetWeight = 0 }.Notices(two)).Kind);
        Assert.Equal(NoticeKind.Refusal, Assert.Single(new DistLoss { IntraWeight = 0 }.Notices(two)).Kind);
        Assert.Empty(new DistLoss { IntraWeight = 0 }.Notices(two with { Answers = 3, Batch = 1 }));
        Assert.Empty(new DistLoss { InterWeight = 0 }.Notices(two));
    }

    [Fact]
    public void One_best_class_brought_to_a_sum_of_1_does_not_teach() =>
        Assert.Equal(
            NoticeKind.Refusal,
            Assert
                .Single(
                    new SparseLoss { Top = 1, Rest = SparseRest.RenormalizeBoth }.Notices(new LossSetting(LearningTasks.Default, 10, 32))
                )
                .Kind
        );

    [Fact]
    public void An_evaluation_on_arrays_says_so_too()
    {
        var arrays = new LossArrays(Tensor.From<double>([0.3, 0.1], 1, 2)) { Teacher = [Tensor.From<double>([-0.5, 0.5], 1, 2)] };
        var result = LossCalculator.Evaluate(new LogitStandardizationLoss(), arrays);

        Assert.Equal(0.960315537545, result.Value, 1e-9);
        Assert.Contains("two classes", Assert.Single(result.Notices).Sentence, StringComparison.Ordinal);
    }
}
