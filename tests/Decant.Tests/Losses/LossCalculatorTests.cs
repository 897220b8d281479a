using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Losses;
using Decant.Recipes;
using Decant.Tasks;

namespace Decant.Tests.Losses;

public sealed class LossCalculatorTests
{
    private static readonly DistillationLoss s_soft = DistillationLosses.All.Find("soft-targets");

    public static TheoryData<string> AnswerCases => AnswerLossCases.Names;

    public static TheoryData<string> Refused =>
        [.. DistillationLosses.All.Where(loss => loss.TrainedState is not null).Select(loss => loss.Name)];

    [Theory]
    [InlineData("soft-targets", 0.723536329159)]
    [InlineData("soft-targets", 0.697354498716, "temperature=1")]
    [InlineData("soft-targets", 0.682431834585, "temperature=20")]
    [InlineData("soft-targets", 0.011305255143, "reduction=elements", "temperature-squared=off")]
    [InlineData("soft-targets", 0.045221020572, "temperature-squared=off")]
    [InlineData("hard-labels", 1.716574977020)]
    [InlineData("label-smoothing", 1.736574977020)]
    public void Golden_numbers_come_out_without_any_weight(string name, double expected, params string[] options) =>
        Assert.Equal(expected, Evaluate(name, Golden(), options).Value, 1e-9);

    [Theory]
    [MemberData(nameof(AnswerCases))]
    public void Every_loss_on_answers_is_computed_as_in_a_training(string name)
    {
        var @case = AnswerLossCases.Of(name);
        var arrays = new LossArrays(Array(GoldenInputs.Student))
        {
            Teacher = [Array(@case.Teacher)],
            Labels = @case.Loss.NeedsTargets
                ? Tensor.From<double>(@case.Inputs["targets"].Numbers, 3, 4)
                : Tensor.From<int>(GoldenInputs.Labels),
        };
        var (result, expected) = (LossCalculator.Evaluate(@case.Loss, arrays), LossFormula.Of(@case.Loss, @case.Inputs));

        Assert.Equal(@case.Golden ?? expected.Value, result.Value, 1e-9);
        LossFormula.Near(expected.Gradient, result.Gradient.Span<double>().ToArray(), 1e-12);
    }

    [Fact]
    public void The_gradient_of_soft_targets_is_T_times_q_minus_p_over_N()
    {
        var gradient = Evaluate("soft-targets", Golden(), "temperature=3").Gradient;

        Assert.Equal([3, 4], gradient.Dimensions);
        for (var n = 0; n < 3; n++)
        {
            var (q, p) = (Softmax(GoldenInputs.Student, n, 3), Softmax(GoldenInputs.Teacher, n, 3));
            for (var c = 0; c < 4; c++)
            {
                Assert.Equal(3 * (q[c] - p[c]) / 3, gradient.Span<double>()[(4 * n) + c], 1e-12);
            }
        }
    }

    [Theory]
    [InlineData(ElementType.Float32)]
    [InlineData(ElementType.Int32)]
    [InlineData(ElementType.Int64)]
    [InlineData(ElementType.UInt8)]
    public void Numbers_of_every_type_are_computed_with_as_doubles(ElementType type)
    {
        var (student, teacher) = (new Tensor(type, 1, 2), new Tensor(type, 1, 2));
        (student.Bytes()[0], teacher.Bytes()[type.Size()]) = type == ElementType.Float32 ? ((byte)0, (byte)0) : ((byte)1, (byte)1);
        var result = LossCalculator.Evaluate(s_soft, new LossArrays(student) { Teacher = [teacher] });

        // Logits (1, 0) against (0, 1) at T = 4: T²·(p₀ − p₁)·(ln p₀ − ln p₁), where ln p₀ − ln p₁ = 1/T.
        var p = 1 / (1 + Math.Exp(-0.25));
        Assert.Equal(type == ElementType.Float32 ? 0 : 16 * ((2 * p) - 1) * 0.25, result.Value, 1e-12);
    }

    [Fact]
    public void A_column_of_labels_is_a_list_of_labels()
    {
        var column = Golden() with { Labels = Tensor.From<double>([0, 2, 1], 3, 1) };
        Assert.Equal(1.716574977020, Evaluate("hard-labels", column).Value, 1e-9);
    }

    [Fact]
    public void A_sample_without_a_label_is_left_out()
    {
        var two = new LossArrays(Tensor.From<double>([1, 2, -1, 0.5, 2.5, 0.3, -0.7, 1.2], 2, 4)) { Labels = Tensor.From<long>([0, 1]) };
        Assert.Equal(
            Evaluate("hard-labels", two).Value,
            Evaluate("hard-labels", Golden() with { Labels = Tensor.From<long>([0, -1, 1]) }).Value,
            1e-12
        );
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_trains_something_of_its_own_is_refused_with_the_reason(string name)
    {
        var loss = DistillationLosses.All.Find(name);
        Assert.Contains(loss.TrainedState!, Assert.Throws<DecantException>(() => LossCalculator.Evaluate(loss, Golden())).Message);
    }

    [Fact]
    public void Arrays_that_do_not_fit_are_refused_with_what_was_expected()
    {
        var golden = Golden();
        Refuses("soft-targets", golden with { Teacher = [] }, "expected 1 array of the teacher, received none");
        Refuses(
            "soft-targets",
            golden with
            {
                Teacher = [golden.Teacher[0], golden.Teacher[0]],
            },
            "expected 1 array of the teacher, received 2"
        );
        Refuses(
            "soft-targets",
            golden with
            {
                Teacher = [new Tensor(ElementType.Float64, 2, 4)],
            },
            "expected as many samples of the teacher as of the student, 3, received 2"
        );
        Refuses(
            "soft-targets",
            golden with
            {
                Teacher = [new Tensor(ElementType.Float64, 3, 5)],
            },
            "expected a teacher that answers with 4 numbers per sample"
        );
        Refuses("soft-targets", golden with { Teacher = [new Tensor(ElementType.Float64, 3, 2, 2)] }, "received [3, 2, 2] for the teacher");
        Refuses(
            "soft-targets",
            new LossArrays(new Tensor(ElementType.Float64, 0, 4)) { Teacher = golden.Teacher },
            "expected a sample or more"
        );
        Refuses(
            "soft-targets",
            golden with
            {
                Teacher = [Tensor.From<double>([1, 2, 3, 4, 5, double.NaN, 7, 8, 9, 10, 11, 12], 3, 4)],
            },
            "expected finite numbers, received NaN at [1, 1]"
        );
    }

    [Fact]
    public void Labels_that_do_not_fit_are_refused_with_what_was_expected()
    {
        var golden = Golden();
        Refuses("hard-labels", golden with { Labels = null }, "needs labels, and none were given");
        Refuses(
            "hard-labels",
            golden with
            {
                Labels = Tensor.From<long>([0, 1]),
            },
            "expected one label for each of 3 samples, received an array of shape [2]"
        );
        Refuses(
            "hard-labels",
            golden with
            {
                Labels = Tensor.From<long>([0, 4, 1]),
            },
            "expected labels from 0 to 3, or -1 where a sample has none, received 4 for sample 1"
        );
        Refuses("hard-labels", golden with { Labels = Tensor.From<long>([0, 1, -2]) }, "received -2 for sample 2");
        Refuses("hard-labels", golden with { Labels = Tensor.From<double>([0.5, 1, 2]) }, "received 0.5 for sample 0");
    }

    [Fact]
    public void Hard_labels_are_computed_for_labels_of_which_several_are_true()
    {
        var arrays = new LossArrays(Tensor.From<double>([0.4, -1.5, 2, 0.1], 2, 2))
        {
            Labels = Tensor.From<long>([1, 0, 1, 1], 2, 2),
            Task = LearningTasks.OfWord("multi-label"),
        };
        var result = Evaluate("hard-labels", arrays);

        // −ln σ(z) where the label is true, −ln(1 − σ(z)) = −ln σ(−z) where it is not.
        double[] certainties = [0.4, 1.5, 2, 0.1];
        Assert.Equal(certainties.Average(z => Math.Log(1 + Math.Exp(-z))), result.Value, 1e-12);
        Assert.Equal("nats per answer", result.Unit);
        LossFormula.Near(
            [.. new[] { (0.4, 1), (-1.5, 0), (2, 1), (0.1, 1) }.Select(pair => ((1 / (1 + Math.Exp(-pair.Item1))) - pair.Item2) / 4)],
            result.Gradient.Span<double>().ToArray(),
            1e-12
        );
    }

    [Fact]
    public void Hard_labels_are_computed_for_numbers_without_those_that_nobody_knows()
    {
        var result = Evaluate(
            "hard-labels",
            new LossArrays(Tensor.From<double>([3, 5, -1], 3, 1))
            {
                Labels = Tensor.From<double>([1, double.NaN, 2]),
                Task = LearningTasks.OfWord("regression"),
            }
        );

        Assert.Equal(((2.0 * 2) + (3 * 3)) / 2, result.Value, 1e-12);
        Assert.Equal("squared units", result.Unit);
        Assert.Equal([2, 0, -3], result.Gradient.Span<double>().ToArray());
    }

    [Fact]
    public void What_does_not_fit_the_task_is_refused_with_what_would()
    {
        var student = new LossArrays(Tensor.From<double>([0.4, -1.5, 2, 0.1], 2, 2))
        {
            Labels = Tensor.From<double>([1, 0, 0.5, double.NaN], 2, 2),
        };
        Refuses("hard-labels", student, "say that the task is multi-label or regression");
        Refuses(
            "hard-labels",
            student with
            {
                Task = LearningTasks.OfWord("multi-label"),
            },
            "expected 0 or 1 for each label, or NaN where no one knows, received 0.5"
        );
        Refuses(
            "hard-labels",
            student with
            {
                Task = LearningTasks.OfWord("regression"),
                Labels = Tensor.From<double>([1, 2, 3], 3),
            },
            "expected true numbers of shape [2, 2], as the student answers, received [3]"
        );
        Refuses(
            "soft-targets",
            student with
            {
                Task = LearningTasks.OfWord("regression"),
            },
            "expected a task that it is for, classification or segmentation or token-classification, received regression. Of the "
                + "losses for that: hard-labels, logit-mse, regression, bounded-regression."
        );
    }

    [Fact]
    public void A_number_that_follows_the_time_is_refused() =>
        Refuses(
            "soft-targets",
            Golden(),
            "expected a number, received one that changes while a training goes on",
            "temperature={ from: 8, to: 2 }"
        );

    private static void Refuses(string name, LossArrays arrays, string expected, params string[] options) =>
        Assert.Contains(expected, Assert.Throws<DecantException>(() => Evaluate(name, arrays, options)).Message);

    private static LossEvaluation Evaluate(string name, LossArrays arrays, params string[] options)
    {
        var loss = DistillationLosses.All.Find(name);
        return LossCalculator.Evaluate(LossOptionReader.Read(loss, options), arrays);
    }

    private static LossArrays Golden() =>
        new(Array(GoldenInputs.Student)) { Teacher = [Array(GoldenInputs.Teacher)], Labels = Tensor.From<int>(GoldenInputs.Labels) };

    private static Tensor Array(double[,] numbers) =>
        Tensor.From<double>([.. numbers.Cast<double>()], numbers.GetLength(0), numbers.GetLength(1));

    private static double[] Softmax(double[,] logits, int n, double temperature)
    {
        var exponentials = Enumerable.Range(0, logits.GetLength(1)).Select(c => Math.Exp(logits[n, c] / temperature)).ToArray();
        return [.. exponentials.Select(e => e / exponentials.Sum())];
    }
}
