using Decant.Data;
using Decant.Data.Batches;
using Decant.Engine;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Inference;
using Decant.Engine.Kernels;
using Decant.Engine.Onnx;
using Decant.Engine.Operators;
using Decant.Evaluation;
using Decant.Losses;
using Decant.Runs;
using Decant.Tasks;
using Decant.Teachers;
using Decant.Tests.Shared;
using Decant.Training;
using Decant.Training.Optimizers;
using Decant.Training.Schedules;

namespace Decant.Tests.Tasks.Own;

/// <summary>
/// A task that the library does not know: two inputs, one of a length that varies, and two heads, trained, distilled, measured, exported
/// and read again.
/// </summary>
public sealed class OwnTaskTests : IDisposable
{
    private const int BatchSize = 16;

    private static readonly VisitTask s_task = new();
    private static readonly Visits s_train = new("train", 90, 1),
        s_test = new("test", 53, 2);
    private static readonly LearningGoal s_goal = s_task.Goal(s_train, target: null);
    private static readonly DistillationLoss[] s_truth = [new HardLabelsLoss { Weight = 1 }];

    private readonly WorkerPool _pool = new(1);

    public void Dispose() => _pool.Dispose();

    [Fact]
    public void It_learns_and_the_file_answers_the_same_in_ONNX_Runtime_and_in_a_model()
    {
        var outcome = Train(VisitTask.Build(8, 1), s_truth);
        Assert.True(
            outcome.Epochs[^1].TotalLoss < 0.5 * outcome.Epochs[0].TotalLoss,
            $"{outcome.Epochs[0].TotalLoss} to {outcome.Epochs[^1].TotalLoss}"
        );

        var file = Written(outcome.Network);
        using var model = Model.Load(new MemoryStream(file));
        Assert.Equal(["facts", "things", "things.mask", "things.length"], model.Inputs.Select(input => input.Name));
        Assert.Equal(["logits", "probabilities", "price"], model.Outputs.Select(output => output.Name));

        var (right, error) = (0, 0.0);
        foreach (var (batch, theirs) in Asked(file, s_test))
        {
            var ours = model.Run(Inputs(batch));
            foreach (var name in theirs.Keys)
            {
                Assert.Equal(theirs[name].Dimensions.ToArray(), ours[name].Dimensions.ToArray());
                Assert.Equal(theirs[name].Span<float>().ToArray(), ours[name].Span<float>().ToArray(), Close);
            }

            for (var n = 0; n < batch.Count; n++)
            {
                var (label, price) = s_test.Truth(batch.Indices[n]);
                var logits = theirs["logits"].Span<float>().Slice(2 * n, 2);
                right += (logits[0] < logits[1] ? 1 : 0) == label ? 1 : 0;
                error += Math.Abs(theirs["price"].Span<float>()[n] - price);
            }
        }

        using var frozen = Frozen(outcome.Network);
        var result = Evaluator.Run(frozen, s_test, s_goal, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal((double)right / s_test.Count, result.Metric("accuracy")!.Value, 1e-12);
        Assert.Equal(error / s_test.Count, result.Metric("priceError")!.Value, 1e-5);
    }

    [Fact]
    public void A_student_learns_both_heads_from_a_teacher_of_the_same_form()
    {
        var teacher = Train(VisitTask.Build(12, 1), s_truth, epochs: 20).Network;
        DistillationLoss[] terms = [new SoftTargetsLoss { Weight = 1 }, new PriceLoss(IsOfTeacher: true) { Weight = 0.1 }];
        using var frozen = Frozen(teacher);
        var begin = VisitTask.Build(4, 2);
        var student = Train(begin, terms, 20, new LiveTeacher(frozen, "teacher")).Network;

        double Distance(Graph network)
        {
            using var asked = Frozen(network);
            using var judge = Frozen(teacher);
            return Evaluator.Run(asked, s_test, s_goal, judge, TestContext.Current.CancellationToken).Metric("teacherDistance")!.Value;
        }

        Assert.True(Distance(student) < 0.3 * Distance(begin), $"{Distance(begin)} to {Distance(student)}");

        // The same number from the files alone.
        var (theirs, files, sum) = (Written(teacher), Written(student), 0.0);
        foreach (var (one, other) in Asked(files, s_test).Zip(Asked(theirs, s_test)))
        {
            sum += one.Answers["price"]
                .Span<float>()
                .ToArray()
                .Zip(other.Answers["price"].Span<float>().ToArray(), (a, b) => Math.Abs(a - b))
                .Sum();
        }

        Assert.Equal(sum / s_test.Count, Distance(student), 1e-5);
    }

    [Fact]
    public void The_terms_of_a_step_are_their_formulas_on_what_ONNX_Runtime_answers()
    {
        var (student, teacher) = (VisitTask.Build(5, 3), VisitTask.Build(6, 4));
        using var frozen = Frozen(teacher);
        DistillationLoss[] terms =
        [
            .. s_truth,
            new PriceLoss(IsOfTeacher: false) { Weight = 0.1 },
            new PriceLoss(IsOfTeacher: true) { Weight = 1 },
        ];
        var job = Job(student, terms) with { Teacher = new LiveTeacher(frozen, "teacher") };
        using var step = new TrainingStep(job.Design, job.StepSettings);
        using var batches = new BatchStream(s_train, job.Batches);
        var epoch = batches.Epoch(0);
        Assert.True(epoch.MoveNext());
        var batch = epoch.Current;
        step.Run(job.StepInput(batch, 1, batches.StepsPerEpoch));

        var (ours, theirs) = (Ask(Written(student), batch), Ask(Written(teacher), batch));
        double bought = 0,
            price = 0,
            distance = 0;
        for (var n = 0; n < batch.Count; n++)
        {
            var (label, truth) = s_train.Truth(batch.Indices[n]);
            bought -= Math.Log(ours["probabilities"].Span<float>()[(2 * n) + label]) / batch.Count;
            price += Math.Pow(ours["price"].Span<float>()[n] - truth, 2) / batch.Count;
            distance += Math.Pow(ours["price"].Span<float>()[n] - theirs["price"].Span<float>()[n], 2) / batch.Count;
        }

        Assert.Equal([bought + (0.1 * price), price, distance], step.Terms.ToArray(), (a, b) =>
            Math.Abs(a - b) < 1e-5 * Math.Max(1, Math.Abs(a))
        );
    }

    [Fact]
    public void Its_own_past_can_teach_both_heads()
    {
        DistillationLoss[] terms = [.. s_truth, new PriceLoss(IsOfTeacher: true) { Weight = 1 }];
        var job = Job(VisitTask.Build(4, 1), terms) with { Average = 0.5 };
        var outcome = new Trainer(job, new Silent()).Run(TestContext.Current.CancellationToken);

        Assert.Equal(0, outcome.Steps[0].LossTerms[1]);
        Assert.All(Enumerable.Range(1, outcome.Steps.Count - 1), step => Assert.True(outcome.Steps[step].LossTerms[1] > 0));
    }

    [Fact]
    public void A_step_on_samples_of_any_length_allocates_nothing()
    {
        using var frozen = Frozen(VisitTask.Build(6, 4));
        DistillationLoss[] terms = [.. s_truth, new PriceLoss(IsOfTeacher: true) { Weight = 1 }];
        var job = Job(VisitTask.Build(5, 3), terms) with { Teacher = new LiveTeacher(frozen, "teacher") };
        using var step = new TrainingStep(job.Design, job.StepSettings);

        // On this thread, so that another batch's preparation is not counted.
        using var batches = new BatchStream(s_train, job.Batches with { Threads = 0, Shuffle = false });
        Epoch();
        Assert.Equal(0, Epoch());

        long Epoch()
        {
            var sum = 0L;
            foreach (var batch in batches.Epoch(0))
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                step.Run(job.StepInput(batch, 1, batches.StepsPerEpoch));
                sum += GC.GetAllocatedBytesForCurrentThread() - before;
            }

            return sum;
        }
    }

    [Fact]
    public void What_does_not_fit_is_named_with_the_way_out()
    {
        var graph = VisitTask.Build(4, 1);
        var lacking = new Graph("lacking");
        s_task.AddOutputs(lacking.AddInput("facts", ElementType.Float32, new Shape("N", 2)).Relu(), scaling: null);
        var job = Job(lacking, s_truth);
        Assert.Equal(
            "task shop-visits: expected a network with the outputs logits, price, received 'lacking' without "
                + "price; it has logits, probabilities. Add an output for each head.",
            Message(() => new TrainingStep(job.Design, job.StepSettings))
        );

        var misnamed = new Graph("misnamed");
        s_task.AddOutputs(misnamed.AddInput("fact", ElementType.Float32, new Shape("N", 2)).Relu(), scaling: null);
        Assert.StartsWith(
            "Network 'misnamed': unknown input 'fact'; nearest: 'facts'; known: facts, things, things.length, things.mask.",
            Message(() => Frozen(misnamed)),
            StringComparison.Ordinal
        );

        using var frozen = Frozen(graph);
        Assert.Contains(
            "expected its inputs by name, facts, things, things.mask, things.length",
            Message(() => frozen.Answer(new Tensor(ElementType.Float32, 1, 3), 1)),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "Network 'visits': unknown output 'prize'; nearest: 'price'",
            Message(() => frozen.ValueAnswer("prize", 1)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_report_says_what_each_input_and_output_means()
    {
        var graph = VisitTask.Build(4, 1);
        var facts = Decant.Pipeline.ModelMeasure.Of(
            graph,
            s_train,
            s_task,
            "student.onnx",
            1,
            DeviceCatalogue.Default(_pool),
            TimeProvider.System
        );
        Assert.Equal(
            [
                ("facts", "float32", "N, 3", "age, visits and distance, each 0 to 1"),
                ("things", "int64", "N, T", "numbers of things, from 0"),
                ("things.mask", "float32", "N, T", "1 where a sample has a place in 'things', 0 after its end"),
                ("things.length", "int64", "N", "the length of 'things' in each sample"),
            ],
            facts.Inputs.Select(port => (port.Name, port.ElementType, string.Join(", ", port.Shape), port.Meaning))
        );
        Assert.Equal(
            ["one number per class; the largest wins", "probability of each class, 0 to 1", "the price in euros"],
            facts.Outputs.Select(port => port.Meaning)
        );
        Assert.Equal(2, facts.Latencies.Count);
    }

    private TrainingOutcome Train(Graph network, DistillationLoss[] terms, int epochs = 10, LiveTeacher? teacher = null) =>
        new Trainer(Job(network, terms) with { Epochs = epochs, Teacher = teacher }, new Silent()).Run(
            TestContext.Current.CancellationToken
        );

    private TrainingJob Job(Graph network, DistillationLoss[] terms)
    {
        return new TrainingJob
        {
            Arm = "distilled",
            Seed = 1,
            Goal = s_goal,
            Network = network,
            Terms = terms,
            Data = new DataSplits(s_train, s_test, s_test, []),
            Epochs = 2,
            Batch = BatchSize,
            Optimizer = new AdamW { LearningRate = 0.03 },
            Schedule = new ConstantSchedule(),
            Device = DeviceCatalogue.Default(_pool),
            Clock = TimeProvider.System,
        };
    }

    private FrozenNetwork Frozen(Graph network) =>
        new(network, Evaluator.Batch, DeviceCatalogue.Default(_pool), new FrozenOptions { Schema = s_train.Schema });

    private static IEnumerable<(Batch Batch, IReadOnlyDictionary<string, Tensor> Answers)> Asked(byte[] file, Visits visits)
    {
        using var batches = new BatchStream(visits, new BatchOptions { Size = 9 });
        foreach (var batch in batches.Epoch(0))
        {
            yield return (batch, Ask(file, batch));
        }
    }

    private static IReadOnlyDictionary<string, Tensor> Ask(byte[] file, Batch batch) => OnnxRuntimeOracle.Run(file, Inputs(batch));

    private static Dictionary<string, Tensor> Inputs(Batch batch) =>
        new()
        {
            ["facts"] = batch["facts"],
            ["things"] = batch["things"],
            ["things.mask"] = batch.Mask("T"),
            ["things.length"] = batch.Lengths("T"),
        };

    private static byte[] Written(Graph graph)
    {
        using var file = new MemoryStream();
        OnnxFile.Write(graph, file);
        return file.ToArray();
    }

    private static bool Close(float one, float other) => Math.Abs(one - other) < 1e-5 * Math.Max(1, Math.Abs(one));

    private static string Message(Action act) => Assert.Throws<DecantException>(act).Message;

    private sealed class Silent : ITrainingObserver
    {
        public void Begin(int stepsPerEpoch, int samplesPerEpoch) { }

        public void Step(in StepFacts facts, TrainingStep step) { }

        public void Epoch(EpochRecord record) { }
    }
}
