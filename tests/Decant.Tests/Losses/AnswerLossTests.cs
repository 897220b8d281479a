using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Passes;
using Decant.Losses;
using Decant.Students;
using Decant.Training;

namespace Decant.Tests.Losses;

/// <summary>Every loss on answers against the golden numbers and against central differences.</summary>
public sealed class AnswerLossTests
{
    public static TheoryData<string> Names => AnswerLossCases.Names;

    public static TheoryData<string> Golden =>
        [.. AnswerLossCases.All.Where(@case => @case.Golden is not null).Select(@case => @case.Name)];

    [Fact]
    public void Every_loss_on_answers_has_a_case()
    {
        var tried = AnswerLossCases.All.Select(@case => @case.Loss.Name).ToHashSet();
        Assert.Empty(
            DistillationLosses
                .All.Where(loss => loss.TrainedState is null && !ReadsHints(loss) && !tried.Contains(loss.Name))
                .Select(loss => $"{loss.Name}: add it to AnswerLossCases.cs and PyTorch/answer_losses.py.")
        );
    }

    [Fact]
    public void The_first_row_of_the_gradient_of_the_reverse_divergence_is_that_of_the_formula() =>
        LossFormula.Near(
            [-0.11627851225, 0.090228924843, -0.016748026342, 0.042797613749],
            LossFormula.Of(new ReverseKlLoss(), GoldenInputs.Logits).Gradient[..4],
            1e-9
        );

    /// <summary>The other cases have PyTorch's number alone.</summary>
    [Theory]
    [MemberData(nameof(Golden))]
    public void The_value_is_the_golden_number(string name)
    {
        var @case = AnswerLossCases.Of(name);
        var golden = @case.Golden!.Value;

        Assert.Equal(golden, LossFormula.Of(@case.Loss, @case.Inputs).Value, 1e-9);
        Assert.Equal(golden, LossFormula.Of(@case.Loss, @case.Inputs, ElementType.Float32).Value, 1e-5);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_gradient_equals_central_differences(string name)
    {
        var @case = AnswerLossCases.Of(name);
        foreach (var factor in new[] { 1, 4 })
        {
            // Up to |z| = 10; none of these is at a kink.
            var inputs = new Dictionary<string, LossArray>(@case.Inputs)
            {
                ["student"] = LossFormula.Map(GoldenInputs.Student, (_, z) => factor * z),
            };
            var differences = LossFormula.Differences(@case.Loss, inputs);
            LossFormula.Near(differences, LossFormula.Of(@case.Loss, inputs).Gradient, 1e-7, $"{name} times {factor}, element");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_teacher_gets_no_gradient(string name)
    {
        var @case = AnswerLossCases.Of(name);
        var student = Network.Build(new Mlp { Hidden = [3] }, [2], 4, InputScaling.None, seed: 1);
        var graph = TrainingGraph.Build(
            new TrainingDesign(ChangePrecision.To(student, ElementType.Float64), [@case.Loss with { Weight = 1 }])
            {
                TeacherClasses = @case.Teacher.GetLength(1),
            },
            new Dictionary<string, ScheduledNumber>()
        );

        Assert.Equal(@case.Loss.NeedsTeacher, graph.Inputs.Any(input => input.Name == TrainingGraph.TeacherLogits));
        Assert.Equal(@case.Loss.NeedsTargets, graph.Inputs.Any(input => input.Name == TrainingGraph.Targets));
        Assert.Equal(
            student.Parameters.Select(TrainingGraph.GradientOutput).Order(),
            graph.Outputs.Select(output => output.Name).Where(output => output.StartsWith("gradient/", StringComparison.Ordinal)).Order()
        );
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_loss_without_what_it_needs_is_refused(string name)
    {
        var @case = AnswerLossCases.Of(name);
        (bool IsNeeded, string Input)[] needs =
        [
            (@case.Loss.NeedsTeacher, "teacher"),
            (@case.Loss.NeedsLabels, "labels"),
            (@case.Loss.NeedsTargets, "targets"),
        ];
        foreach (var (isNeeded, input) in needs)
        {
            var without = @case.Inputs;
            without.Remove(input);
            if (isNeeded)
            {
                Assert.StartsWith(
                    $"{@case.Loss.Name}: needs",
                    Assert.Throws<DecantException>(() => LossFormula.Of(@case.Loss, without)).Message,
                    StringComparison.Ordinal
                );
            }
            else
            {
                Assert.True(double.IsFinite(LossFormula.Of(@case.Loss, without).Value));
            }
        }
    }

    [Fact]
    public void Only_uld_takes_a_teacher_with_other_classes()
    {
        var inputs = new Dictionary<string, LossArray>(GoldenInputs.Logits) { ["teacher"] = GoldenInputs.WideTeacher };
        foreach (
            var loss in AnswerLossCases.All.Select(@case => @case.Loss).Distinct().Where(loss => loss.NeedsTeacher && loss is not UldLoss)
        )
        {
            var message = Assert.Throws<DecantException>(() => LossFormula.Of(loss, inputs)).Message;
            Assert.StartsWith($"{loss.Name}: expected a teacher that answers with 4 numbers per sample", message, StringComparison.Ordinal);
            Assert.Contains("received 6", message, StringComparison.Ordinal);
        }
    }

    // A hint is a value inside the student, and has to be named.
    private static bool ReadsHints(DistillationLoss loss)
    {
        try
        {
            return loss.StudentValues.Count > 0;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }
}
