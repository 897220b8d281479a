using Decant.Data.Digits;
using Decant.Engine.Graphs;
using Decant.Reporting;
using Decant.Runs;
using Decant.Students;
using Decant.Tests.Evaluation;
using Decant.Tests.Shared;

namespace Decant.Tests.Pipeline;

/// <summary>Whole runs of the tasks whose labels are not classes, on what the built-in digits know in addition to their class.</summary>
public sealed class TargetRunTests
{
    private static readonly string[] s_slant =
    [
        "task=image-regression",
        "data.target=slant",
        "losses=[{ regression: { weight: 0.9 } }, { hard-labels: { weight: 0.1 } }]",
    ];
    private static readonly string[] s_strokes = ["task=image-multi-label", "losses=[{ multi-label: { temperature: 2 } }, hard-labels]"];

    [Fact]
    public void A_run_on_numbers_ends_with_a_student_that_is_better_than_the_mean_and_a_verdict_in_their_unit()
    {
        using var run = new SmallRun([.. s_slant, "training.epochs=6", "training.optimizer=adamw", "training.learning-rate=0.003"]);

        Assert.Equal(["teacher", "distilled", "scratch"], run.Outcome.Run.Arms.Select(arm => arm.Name));
        Assert.Equal(Decant.Evaluation.MeanAbsoluteError.Facts.In("degrees"), run.Outcome.Run.Metric);
        var test = run.Arm(ArmNames.Distilled).Seeds[0].Test;
        Assert.True(test.RSquared > 0, $"R² is {test.RSquared}");
        Assert.True(test.TeacherDifference > 0);
        Assert.Null(run.Arm(ArmNames.Teacher).Seeds[0].Test.TeacherDifference);
        Assert.Contains(" degrees against the same student trained without a teacher", run.Outcome.Verdict!.Text, StringComparison.Ordinal);
        Assert.Contains("times the teacher's (", run.Outcome.Verdict!.Text, StringComparison.Ordinal);
        Assert.Equal(["slant (degrees)"], run.Outcome.Run.Data.Targets);
    }

    [Fact]
    public void A_run_on_labels_ends_with_a_student_and_its_labels()
    {
        using var run = new SmallRun(s_strokes);

        var test = run.Arm(ArmNames.Distilled).Seeds[0].Test;
        Assert.Equal(DigitImages.Strokes.Columns.Count, test.Scores.Count);
        Assert.InRange(test.HammingAccuracy, 0.5, 1);
        Assert.InRange(test.Agreement!.Value, 0.5, 1);
        Assert.Equal(Decant.Evaluation.PrecisionRecallF1.F1Facts, run.Outcome.Run.Metric);
        Assert.Contains("macro F1", run.Outcome.Verdict!.Text, StringComparison.Ordinal);
        var page = HtmlReport.Of(run.Outcome.Run);
        Assert.Contains("<h2>Label by label</h2>", page, StringComparison.Ordinal);
        Assert.All(DigitImages.Strokes.Columns, label =>
            Assert.Contains($"<th scope=\"row\">{label}</th>", page, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void The_file_of_numbers_answers_in_their_unit_and_standardised_by_the_training_targets()
    {
        using var run = new SmallRun([.. s_slant, "compare.arms=[]"]);
        var student = run["student.onnx"];

        Assert.Equal([Network.Logits, Network.Prediction], student.Outputs.Select(output => output.Name));
        var (mean, deviation) = (student["prediction.mean"].Data!.Span<float>()[0], student["prediction.deviation"].Data!.Span<float>()[0]);
        using var inputs = Images(5);
        var answers = Answers(student, inputs);
        for (var n = 0; n < 5; n++)
        {
            Assert.Equal((answers[Network.Logits][n] * deviation) + mean, answers[Network.Prediction][n], 1e-3);
        }

        Assert.Equal("[\"slant (degrees)\"]", student.Metadata["decant.targets"]);
        Assert.StartsWith("prediction = logits·deviation + mean", student.Metadata["decant.standardisation"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("slant")]
    [InlineData("strokes")]
    public void The_exported_files_give_the_answers_of_ONNX_Runtime(string target)
    {
        OnnxRuntimeOracle.SkipIfMissing();
        using var run = new SmallRun([.. target == "slant" ? s_slant : s_strokes, "compare.arms=[]"]);
        using var inputs = Images(7);
        foreach (var file in new[] { "student.onnx", "teacher.onnx" })
        {
            var expected = OnnxRuntimeOracle.Run(
                File.ReadAllBytes(Path.Combine(run.Outcome.Folder, file)),
                new Dictionary<string, Tensor> { [Network.Input] = inputs }
            );
            var actual = Answers(run[file], inputs);

            Assert.Equal(
                target == "slant" ? [Network.Logits, Network.Prediction] : [Network.Logits, Network.Probabilities],
                actual.Keys.Order()
            );
            foreach (var (name, numbers) in actual)
            {
                Assert.All(expected[name].Span<float>().ToArray().Zip(numbers), pair =>
                    Assert.Equal(pair.First, pair.Second, 1e-4 * Math.Max(1, Math.Abs(pair.First)))
                );
            }
        }
    }

    [Fact]
    public void The_probability_of_each_label_is_its_own()
    {
        using var run = new SmallRun([.. s_strokes, "compare.arms=[]"]);
        using var inputs = Images(3);
        var answers = Answers(run["student.onnx"], inputs);

        Assert.All(answers[Network.Logits].Zip(answers[Network.Probabilities]), pair =>
            Assert.Equal(1 / (1 + Math.Exp(-pair.First)), pair.Second, 1e-6)
        );
    }

    [Theory]
    [InlineData("probabilities")]
    [InlineData("logits")]
    public void Teachers_of_numbers_are_joined_by_the_mean_of_what_they_predict(string combine)
    {
        using var run = new SmallRun([
            .. s_slant,
            $"teacher={{ ensemble: [{{ train: {{ model: mlp, hidden: [8], epochs: 1 }} }}, {{ train: {{ model: mlp, "
                + $"hidden: [4], epochs: 1 }} }}], combine: {combine} }}",
            "compare.arms=[]",
        ]);

        Assert.Equal(
            2,
            run.Said.Notes.Count(note =>
                note.StartsWith("Teacher ", StringComparison.Ordinal) && note.EndsWith(" degrees.", StringComparison.Ordinal)
            )
        );
        var test = run.Arm(ArmNames.Teacher).Seeds[0].Test;
        Assert.True(test.MeanAbsoluteError < 40);
    }

    [Fact]
    public void Samples_whose_labels_are_hidden_still_learn_from_the_teacher()
    {
        using var run = new SmallRun([.. s_slant, "data.labelled=0.25", "compare.arms=[]"]);

        Assert.InRange(run.Said.Plans.Single(plan => plan.Arm == ArmNames.Distilled).SamplesPerEpoch, 300, 360);
        Assert.All(run.Arm(ArmNames.Distilled).Seeds[0].Epochs, epoch => Assert.True(double.IsFinite(epoch.TotalLoss)));
    }

    [Fact]
    public void Early_stopping_looks_at_the_tasks_own_metric_downwards()
    {
        using var run = new SmallRun([
            .. s_slant,
            "training.early-stopping={ patience: 1, metric: root-mean-squared-error }",
            "training.epochs=4",
            "compare.arms=[]",
        ]);

        var seed = run.Arm(ArmNames.Distilled).Seeds[0];
        var errors = seed.Epochs.Select(epoch => epoch.ValidationMetric("rootMeanSquaredError")!.Value).ToArray();
        Assert.Equal(Array.IndexOf(errors, errors.Min()) + 1, seed.ChosenEpoch);
    }

    [Fact]
    public void The_report_shows_the_predictions_beside_the_truth()
    {
        using var run = new SmallRun([.. s_slant, "compare.arms=[]"]);
        var page = HtmlReport.Of(run.Outcome.Run);

        Assert.Contains("<h2>Predicted against true</h2>", page, StringComparison.Ordinal);
        Assert.Contains("prediction: slant (degrees)", page, StringComparison.Ordinal);
        Assert.DoesNotContain("What is taken for what", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Array.IndexOf", page, StringComparison.Ordinal);
        Assert.Equal(100, page.Split("<circle class=\"dot distilled\"").Length - 1);
    }

    private static Dictionary<string, float[]> Answers(Graph network, Tensor inputs) =>
        GraphRun
            .Of(network, new Dictionary<string, Tensor> { [Network.Input] = inputs }, "managed")
            .ToDictionary(answer => answer.Key, answer => answer.Value.Span<float>().ToArray());

    private static Tensor Images(int count)
    {
        var data = DigitImages.Draw(9, "test", 10, 0.5);
        var images = new Tensor(ElementType.Float32, count, 1, 28, 28);
        for (var n = 0; n < count; n++)
        {
            data.Read(n, images.Span<float>()[(n * 784)..]);
        }

        return images;
    }
}
