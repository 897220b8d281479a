using Decant.Data;
using Decant.Data.Batches;
using Decant.Data.Fields;
using Decant.Data.Sources;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Evaluation;
using Decant.Losses;
using Decant.Pipeline;
using Decant.Pipeline.Progress;
using Decant.Recipes;
using Decant.Runs;
using Decant.Tasks;
using Decant.Training.Optimizers;

namespace Decant.Tests.Tasks.Own;

/// <summary>
/// A task whose answers mean what no task of the library knows, whose truth is a field of its own, and whose losses it brings.
/// </summary>
public sealed class OwnMeaningTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("decant-meaning-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_recipe_without_losses_has_those_of_the_task()
    {
        TrainingSettings training = new()
        {
            Epochs = 30,
            Batch = 20,
            Optimizer = new AdamW { LearningRate = 0.03 },
        };
        var outcome = Distillation.Run(
            new Recipe
            {
                Task = new SpanTask(),
                Data = new DataSettings { Source = DataSource.Of(new Spans()) },
                Teacher = new TeacherSettings
                {
                    Train = new TeacherTrainingSettings { Model = new SpanNetwork(12), Training = training },
                },
                Student = new StudentSettings { Model = new SpanNetwork(6) },
                Training = training,
            },
            new RunSettings
            {
                OutputFolder = Path.Combine(_folder.FullName, "run"),
                TeacherFolder = Path.Combine(_folder.FullName, "teachers"),
                Threads = 1,
            },
            new SilentObserver(),
            TestContext.Current.CancellationToken
        );

        var distilled = outcome.Run.Arm(ArmNames.Distilled)!.Seeds[0];
        Assert.Equal(["teachers-spans", "hard-labels"], distilled.Epochs[0].LossTerms.Select(term => term.Name));
        Assert.True(distilled.Test.Metric("spanError") < 0.1, $"{distilled.Test.Metric("spanError")}");
        Assert.Contains("  - teachers-spans: { weight: 1 }\n", File.ReadAllText(Path.Combine(outcome.Folder, "recipe.yaml")));
        Assert.Equal(["logits"], outcome.Run.Arm(ArmNames.Distilled)!.Seeds[0].Model.Outputs.Select(output => output.Name));
    }

    /// <summary>From where to where something lasts: two numbers, of which the truth is a field.</summary>
    private sealed class SpanTask() : LearningTask("spans")
    {
        public override AnswerMeaning Answers { get; } = new("spans of time");

        public override MetricFacts MainMetric => SpanMetrics.Error;

        public override IReadOnlyList<DistillationLoss> Losses { get; } =
        [
            new CustomLoss("teachers-spans", "Squared distances of the ends.", signals =>
                Squared(signals.StudentLogits, signals.TeacherLogits!)
            )
            {
                Weight = 1,
            },
        ];

        public override LearningGoal Goal(Dataset data, string? target) => base.Goal(data, target) with { Answers = 2 };

        protected internal override Value HardLabelFormula(LossSignals signals) =>
            LossSignals.MeanOverKnown(signals.Field("span"), span => (signals.StudentLogits - span) * (signals.StudentLogits - span));

        protected internal override TaskMetrics Metrics(LearningGoal goal, Dataset data) => new SpanMetrics();

        private static Value Squared(Value one, Value other) => ((one - other) * (one - other)).ReduceMean();
    }

    private sealed class SpanMetrics : TaskMetrics
    {
        public static readonly MetricFacts Error = new("spanError", "hours", HigherIsBetter: false);
        private double _error;

        public override void Add(Batch batch, NetworkOutputs outputs, NetworkOutputs teacher = default)
        {
            for (var i = 0; i < 2 * batch.Count; i++)
            {
                _error += Math.Abs(outputs.Main[i] - batch["span"].Span<float>()[i]) / 2;
            }

            Count(batch.Count);
        }

        public override EvaluationResult Result() => new() { Samples = Samples, Measures = [new(Error, _error / Samples)] };
    }

    private sealed record SpanNetwork(int Width) : Decant.Students.Architecture("spans", "One hidden layer.")
    {
        public override Value Build(Decant.Students.NetworkBuilder network, int answers) =>
            network.Linear(network.Linear(network.Samples, Width, "hidden").Relu(), answers, "head", isHead: true);
    }

    /// <summary>Two numbers a and b; the span is from a to a + b.</summary>
    private sealed class Spans()
        : Dataset(
            "spans",
            new Schema(
                new Field("numbers", ElementType.Float32, [new("D", 2)], FieldRole.Input),
                new Field("span", ElementType.Float32, [new("D", 2)], FieldRole.Truth)
            )
        )
    {
        public override int Count => 400;

        public override void Read(int index, Sample sample)
        {
            var (a, b) = (index % 20 / 10f, index / 20 / 10f);
            sample.Set<float>("numbers", [a, b]);
            sample.Set<float>("span", [a, a + b]);
        }

        protected override string ComputeFingerprint() => "spans";
    }
}
