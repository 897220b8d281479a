using Decant.Data;
using Decant.Data.Batches;
using Decant.Data.Sources;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Inference;
using Decant.Engine.Onnx;
using Decant.Engine.Passes;
using Decant.Losses;
using Decant.Notices;
using Decant.Pipeline;
using Decant.Recipes;
using Decant.Runs;
using Decant.SoftTargets;
using Decant.Students;
using Decant.Tests.Shared;
using Decant.Training.Optimizers;

namespace Decant.Tests.Tasks.Own;

/// <summary>Whole runs with a task, samples, networks, losses and answers that the library does not know.</summary>
public sealed class OwnRunTests : IDisposable
{
    private static readonly Visits s_train = new("visits", 300, 1),
        s_test = new("other visits", 100, 2);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("decant-own-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_run_of_a_task_of_ones_own_distils_both_heads_and_reports_them()
    {
        var outcome = Run(Small(), "run");

        var (distilled, scratch) = (outcome.Run.Arm(ArmNames.Distilled)!.Seeds[0], outcome.Run.Arm(ArmNames.Scratch)!.Seeds[0]);
        Assert.Equal(["soft-targets", "teachers-price"], distilled.Epochs[0].LossTerms.Select(term => term.Name));
        Assert.Equal(["hard-labels"], scratch.Epochs[0].LossTerms.Select(term => term.Name));
        Assert.True(outcome.Run.Arm(ArmNames.Teacher)!.Seeds[0].Test.Metric("priceError") < 3);
        Assert.Equal("priceError", distilled.Epochs[0].Validation[1].Name);
        Assert.Equal(["visits 16", "visits 4"], outcome.Run.Arms.Take(2).Select(arm => arm.Seeds[0].Model.Architecture));

        var report = File.ReadAllText(Path.Combine(outcome.Folder, "report.html"));
        foreach (var words in new[] { "things.mask", "age, visits and distance, each 0 to 1", "the price in euros", "0 left, 1 bought" })
        {
            Assert.Contains(words, report, StringComparison.Ordinal);
        }

        Assert.Contains(
            "\"task\": \"shop-visits\"",
            File.ReadAllText(Path.Combine(outcome.Folder, "summary.json")),
            StringComparison.Ordinal
        );
        Assert.StartsWith("task: shop-visits\n", File.ReadAllText(Path.Combine(outcome.Folder, "recipe.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_of_the_student_answers_in_ONNX_Runtime_what_the_run_measured()
    {
        var outcome = Run(Small() with { Compare = new CompareSettings { Arms = [] } }, "run");
        var file = File.ReadAllBytes(Path.Combine(outcome.Folder, "student.onnx"));
        using var model = Model.Load(new MemoryStream(file));

        var (right, error) = (0, 0.0);
        using var batches = new BatchStream(s_test, new BatchOptions { Size = 30 });
        foreach (var batch in batches.Epoch(0))
        {
            var inputs = model.Inputs.ToDictionary(input => input.Name, input => batch.Find(input.Name)!);
            var (theirs, ours) = (OnnxRuntimeOracle.Run(file, inputs), model.Run(inputs));
            for (var n = 0; n < batch.Count; n++)
            {
                var (label, price) = s_test.Truth(batch.Indices[n]);
                right += (theirs["probabilities"].Span<float>()[2 * n] < 0.5 ? 1 : 0) == label ? 1 : 0;
                error += Math.Abs(theirs["price"].Span<float>()[n] - price);
                Assert.Equal(theirs["price"].Span<float>()[n], ours["price"].Span<float>()[n], 1e-4);
            }
        }

        var test = outcome.Run.Arm(ArmNames.Distilled)!.Seeds[0].Test;
        Assert.Equal((double)right / s_test.Count, test.Metric("accuracy")!.Value, 1e-9);
        Assert.Equal(error / s_test.Count, test.Metric("priceError")!.Value, 1e-4);
    }

    [Fact]
    public void A_run_can_be_planned_and_its_file_measured_again()
    {
        var recipe = Small() with { Compare = new CompareSettings { Arms = [] } };
        var plan = Distillation.Plan(recipe, new RunSettings { Threads = 1 });
        Assert.Empty(plan.Problems);
        Assert.Equal(["teacher", "distilled"], plan.Trainings.Select(training => training.Arm));
        Assert.Equal([240, 60, 100], plan.Data!.Parts.Select(part => part.Count));

        var outcome = Run(recipe, "run");
        var again = Distillation.Evaluate(
            Path.Combine(outcome.Folder, "student.onnx"),
            recipe,
            new RunSettings { Threads = 1 },
            cancellation: TestContext.Current.CancellationToken
        );
        // The third one is the distance from the teacher, and no teacher is asked here.
        Assert.Equal(outcome.Run.Arm(ArmNames.Distilled)!.Seeds[0].Test.Metrics.Take(2), again.Metrics.Take(2));
    }

    [Fact]
    public void A_run_that_was_stopped_continues_to_the_same_file_and_refuses_other_names()
    {
        var whole = File.ReadAllBytes(Path.Combine(Run(Small(), "whole").Folder, "student.onnx"));
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Run(Small(), "stopped", new Stopping(stop), stop.Token));

        var renamed = Small() with { Data = new DataSettings { Source = DataSource.Of(Splits("things")) } };
        Assert.Contains(
            "data.source: visits when the run began, things now",
            Assert.Throws<DecantException>(() => Run(renamed, "stopped")).Message,
            StringComparison.Ordinal
        );
        var other = Small() with
        {
            Student = new StudentSettings { Model = Architecture.Of("other", (network, _) => network.Input("facts")) },
        };
        Assert.Contains(
            "student.model: visits when the run began, other now",
            Assert.Throws<DecantException>(() => Run(other, "stopped")).Message,
            StringComparison.Ordinal
        );

        Assert.Equal(whole, File.ReadAllBytes(Path.Combine(Run(Small(), "stopped").Folder, "student.onnx")));
    }

    [Fact]
    public void Graphs_of_the_program_can_be_teachers_and_the_student()
    {
        var teachers = new TeacherSettings
        {
            Ensemble =
            [
                new TeacherMemberSettings { Alone = new TeacherSettings { Model = Architecture.Of(VisitTask.Build(6, 1)) } },
                new TeacherMemberSettings { Alone = new TeacherSettings { Model = Architecture.Of(VisitTask.Build(8, 2)) } },
            ],
        };
        var student = VisitTask.Build(4, 9);
        var outcome = Run(
            Small() with
            {
                Teacher = teachers,
                Student = new StudentSettings { Model = Architecture.Of(student) },
                Training = new TrainingSettings
                {
                    Epochs = 1,
                    Batch = 32,
                    Optimizer = new AdamW { LearningRate = 1e-9 },
                },
                Compare = new CompareSettings { Arms = [] },
            },
            "run"
        );

        var teacher = OnnxFile.Read(Path.Combine(outcome.Folder, "teacher.onnx"));
        Assert.Equal(["logits", "probabilities", "price"], teacher.Outputs.Select(output => output.Name));
        var trained = OnnxFile.Read(Path.Combine(outcome.Folder, "student.onnx"));
        Assert.Equal(student["head.weight"].Data!.Span<float>().ToArray(), trained["head.weight"].Data!.Span<float>().ToArray(), Near);
        Assert.Equal(0.0, student["head.bias"].Data!.Span<float>()[0]);
    }

    [Fact]
    public void A_file_with_the_inputs_and_heads_of_the_task_can_teach_and_one_without_is_refused()
    {
        var file = Path.Combine(_folder.FullName, "teacher.onnx");
        OnnxFile.Write(VisitTask.Build(6, 1), file);
        var recipe = Small() with
        {
            Teacher = new TeacherSettings { Onnx = file },
            Compare = new CompareSettings { Arms = [] },
        };
        Assert.Equal(ModelOrigin.Given, Run(recipe, "run").Run.Arm(ArmNames.Teacher)!.Seeds[0].Origin);

        OnnxFile.Write(DeadCode.Remove(VisitTask.Build(6, 1), ["logits", "probabilities"]), file);
        Assert.Contains(
            "expected a network with the outputs logits, price, received one with logits, probabilities",
            Assert.Throws<DecantException>(() => Run(recipe, "refused")).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Answers_from_elsewhere_can_teach_in_place_of_a_network()
    {
        var outcome = Run(
            Small() with
            {
                Teacher = new TeacherSettings { Answers = new Rule() },
                Training = new TrainingSettings
                {
                    Epochs = 40,
                    Batch = 20,
                    Optimizer = new AdamW { LearningRate = 0.03 },
                },
                Compare = new CompareSettings { Arms = [] },
            },
            "run"
        );

        Assert.Null(outcome.Run.Arm(ArmNames.Teacher));
        // The rule is the truth, so whoever learns it is right; no label and no price was read.
        var test = outcome.Run.Arm(ArmNames.Distilled)!.Seeds[0].Test;
        Assert.True(test.Metric("accuracy") > 0.9, $"{test.Metric("accuracy")}");
        Assert.True(test.Metric("priceError") < 1, $"{test.Metric("priceError")}");
        Assert.Contains(
            "answers: \"Rule by-the-rule\"",
            File.ReadAllText(Path.Combine(outcome.Folder, "recipe.yaml")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_architecture_of_one_input_refuses_samples_of_two() =>
        Assert.Contains(
            "mlp: expected samples of one input, received facts, things.",
            Assert.Throws<DecantException>(() => Run(Small() with { Student = new StudentSettings { Model = new Mlp() } }, "run")).Message,
            StringComparison.Ordinal
        );

    private static Recipe Small()
    {
        TrainingSettings training = new()
        {
            Epochs = 6,
            Batch = 20,
            Optimizer = new AdamW { LearningRate = 0.03 },
            SimilarLength = "T",
        };
        return new Recipe
        {
            Task = new VisitTask(),
            Data = new DataSettings { Source = DataSource.Of(Splits("visits")) },
            Teacher = new TeacherSettings
            {
                Train = new TeacherTrainingSettings { Model = new VisitNetwork(16), Training = training },
            },
            Student = new StudentSettings { Model = new VisitNetwork(4) },
            Losses = [new SoftTargetsLoss { Weight = 1 }, new PriceLoss(IsOfTeacher: true) { Weight = 0.1 }],
            Training = training,
        };
    }

    private static DataSplits Splits(string name) =>
        new(
            new Subset(name, s_train, [.. Enumerable.Range(0, 240)]),
            new Subset("validation", s_train, [.. Enumerable.Range(240, 60)]),
            s_test,
            []
        );

    private RunOutcome Run(Recipe recipe, string folder, IRunObserver? observer = null, CancellationToken? cancellation = null) =>
        Distillation.Run(
            recipe,
            new RunSettings
            {
                OutputFolder = Path.Combine(_folder.FullName, folder),
                TeacherFolder = Path.Combine(_folder.FullName, $"{folder}-teachers"),
                Threads = 1,
                Resume = true,
            },
            observer ?? new Decant.Pipeline.Progress.SilentObserver(),
            cancellation ?? TestContext.Current.CancellationToken
        );

    private static bool Near(float one, float other) => Math.Abs(one - other) < 1e-4;

    /// <summary>Answers by the rule that the visits follow: a teacher without a network.</summary>
    private sealed class Rule : ISoftTargetSource
    {
        private readonly Tensor _logits = new(ElementType.Float32, 64, 2);
        private readonly Tensor[] _prices = [new(ElementType.Float32, 64, 1)];

        public string Fingerprint => "by-the-rule";

        public int? Classes => 2;

        public IReadOnlyList<TeacherValue> Values { get; } = [new("price", new Shape("N", 1))];

        public TeacherAnswer Answer(Batch batch)
        {
            for (var n = 0; n < batch.Count; n++)
            {
                var things = batch["things"].Span<long>();
                var facts = batch["facts"].Span<float>();
                var (width, length) = (batch["things"].Dimensions[1], (int)batch.Lengths("T").Span<long>()[n]);
                var mean = 0.0;
                for (var i = 0; i < length; i++)
                {
                    mean += (double)things[(n * width) + i] / length;
                }

                var score = (float)(10 * (mean + facts[n * Visits.Facts] - 3.5));
                (_logits.Span<float>()[2 * n], _logits.Span<float>()[(2 * n) + 1]) = (-score, score);
                _prices[0].Span<float>()[n] = (float)(10 + (5 * facts[(n * Visits.Facts) + 1]) + (2 * mean));
            }

            return new TeacherAnswer
            {
                Logits = _logits,
                Count = batch.Count,
                Values = _prices,
            };
        }
    }

    /// <summary>Stops the run within the training of the student.</summary>
    private sealed class Stopping(CancellationTokenSource stop) : IRunObserver
    {
        private string _arm = "";

        public void Note(Notice notice) { }

        public void Begin(TrainingPlan plan) => _arm = plan.Arm;

        public void Step(in TrainingProgress progress)
        {
            if (_arm == ArmNames.Distilled && progress.Step == 30)
            {
                stop.Cancel();
            }
        }

        public void Epoch(EpochRecord record) { }

        public void End(string arm, SeedResult result) { }
    }
}
