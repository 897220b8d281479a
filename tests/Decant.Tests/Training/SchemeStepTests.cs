using Decant.Engine.Execution;
using Decant.Engine.Gradients;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Decant.Losses;
using Decant.Students;
using Decant.Teachers;
using Decant.Training;

namespace Decant.Tests.Training;

/// <summary>Schemes inside one step, each against the same training with a teacher outside the step.</summary>
public sealed class SchemeStepTests : IDisposable
{
    private const int N = 3;
    private const int C = 4;
    private readonly WorkerPool _pool = new(1);
    private readonly Tensor _inputs = Tensor.From<float>([0.5f, -1, 2, 0, 1.5f, -0.25f], N, 2);
    private readonly Tensor _labels = Tensor.From<long>([0, 3, 1], N);

    public void Dispose() => _pool.Dispose();

    [Fact]
    public void A_peer_teaches_as_a_frozen_teacher_with_its_answers_does()
    {
        var (student, peer) = (Student(1), Student(2));
        var term = new PeersLoss { Weight = 1, Temperature = 2 };
        using var mutual = Step(new TrainingDesign(student, [term]) { Peers = [peer] });
        using var taught = Step(new TrainingDesign(student, [Soft(2)]));

        Run(mutual, 1);
        Run(taught, 1, Answer(peer));

        Assert.Equal(taught.Terms[0], mutual.Terms[0], 1e-6);
        Near(Weights(taught.Snapshot()), Weights(mutual.Snapshot()));
    }

    [Fact]
    public void The_moving_average_lags_behind_the_student()
    {
        const double Kept = 0.75;
        var w0 = Student(1);
        DistillationLoss[] terms = [new HardLabelsLoss { Weight = 1 }, Soft(2)];
        using var step = Step(new TrainingDesign(w0, terms) { Average = Kept });

        Run(step, 1);
        Assert.Equal(0, step.Terms[1], 1e-7); // the average begins as the student
        var w1 = step.Snapshot();
        Run(step, 2);
        Assert.Equal(Divergence(Answer(w0), Answer(w1), 2), step.Terms[1], 1e-5);
        var w2 = step.Snapshot();
        Run(step, 3);

        var average = Student(1);
        foreach (var name in average.Parameters)
        {
            var from = average[name].Data!.Span<float>();
            var to = w1[name].Data!.Span<float>();
            for (var i = 0; i < from.Length; i++)
            {
                from[i] = (float)((Kept * from[i]) + ((1 - Kept) * to[i]));
            }
        }

        Assert.Equal(Divergence(Answer(average), Answer(w2), 2), step.Terms[1], 1e-5);
    }

    [Fact]
    public void Frozen_parameters_get_no_gradient_and_the_others_the_same()
    {
        var student = Student(1);
        DistillationLoss[] terms = [new HardLabelsLoss { Weight = 1 }];
        using var free = Step(new TrainingDesign(student, terms));
        using var bound = Step(
            new TrainingDesign(student, terms) { IsFrozen = name => name.StartsWith("layer1", StringComparison.Ordinal) }
        );
        Run(free, 1);
        Run(bound, 1);

        Assert.Equal(Of(student, "layer1.weight"), Of(bound.Snapshot(), "layer1.weight"));
        Assert.Equal(Of(free.Snapshot(), "head.weight"), Of(bound.Snapshot(), "head.weight"));
    }

    [Fact]
    public void What_learns_beside_the_student_is_in_its_checkpoint_and_not_in_its_file()
    {
        var exits = new ExitsLoss { Weight = 1, At = ["layer1.active"] };
        using var step = Step(new TrainingDesign(Student(1), [exits]) { Peers = [Student(2)] });
        Run(step, 1);

        Assert.Contains(Of(step.Checkpoint(), "exits/layer1.active.bias"), bias => bias != 0); // it began at 0
        Assert.NotNull(step.Checkpoint().Find("peer2/layer1.weight"));
        Assert.Equal(Student(1).Initializers.Select(value => value.Name), step.Snapshot().Initializers.Select(value => value.Name));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void A_learnt_number_climbs_what_the_student_descends(double strength)
    {
        var graph = new Graph("number");
        var logits = graph.AddInput("logits", ElementType.Float64, new Shape(N, C));
        var courses = new Dictionary<string, ScheduledNumber>();
        var signals = new LossSignals(logits) { Term = "soft-targets", Courses = courses };
        var number = signals.Number("temperature", new ScheduledNumber(1, 21, NumberSchedule.Curriculum));
        var loss = (logits * 0).ReduceSum() + (logits.Constant(1) * number);
        graph.AddOutput(loss.Identity(), "value");
        graph.AddOutput(loss.Differentiate([graph["soft-targets/temperature"]])[0].Identity(), "slope");
        using var executable = Executable.Compile(graph, new CompileOptions { Device = DeviceCatalogue.Open("reference", _pool) });
        executable.Bind("logits", new Tensor(ElementType.Float64, N, C));
        executable.Bind("soft-targets/temperature-strength", Tensor.From<double>([strength]));
        executable.Run();

        Assert.Equal(11, executable["value"].Span<double>()[0], 1e-12); // 1 + 20·σ(0)
        Assert.Equal(-strength * 20 * 0.25, executable["slope"].Span<double>()[0], 1e-12); // −λ·20·σ'(0)
        Assert.Equal((0, 1), (courses["soft-targets/temperature-strength"].At(0), courses["soft-targets/temperature-strength"].At(1)));
    }

    [Fact]
    public void A_temperature_follows_its_course_from_step_to_step()
    {
        var (student, teacher) = (Student(1), Answer(Student(2)));
        var loss = new SoftTargetsLoss { Weight = 1, Temperature = new ScheduledNumber(8, 2, NumberSchedule.Linear) };
        using var step = Step(new TrainingDesign(student, [loss]));
        foreach (var (share, temperature) in new[] { (0.0, 8.0), (0.5, 5.0), (1.0, 2.0) })
        {
            Run(step, 1, teacher, share, learningRate: 0);
            Assert.Equal(Divergence(teacher, Answer(student), temperature), step.Terms[0], 1e-4);
        }
    }

    [Fact]
    public void A_weight_follows_its_course_and_the_term_is_told_before_it()
    {
        var (student, teacher) = (Student(1), Answer(Student(2)));
        var weight = new ScheduledNumber(0, 1, NumberSchedule.WarmUp, 0.5);
        using var step = Step(new TrainingDesign(student, [Soft(1) with { Weight = weight }]));
        Run(step, 1, teacher, 0.25, learningRate: 0);

        Assert.Equal(Divergence(teacher, Answer(student), 1), step.Terms[0], 1e-5);
        Assert.Equal(step.Terms[0] / 2, step.TotalLoss, 1e-6);
    }

    private static SoftTargetsLoss Soft(double temperature) => new() { Weight = 1, Temperature = temperature };

    private static Graph Student(ulong seed) => Network.Build(new Mlp { Hidden = [5] }, [2], C, InputScaling.None, seed);

    private TrainingStep Step(TrainingDesign design) =>
        new(
            design,
            new StepSettings
            {
                Optimizer = new Decant.Training.Optimizers.Sgd(),
                Batch = N,
                Seed = 1,
                Device = DeviceCatalogue.Default(_pool),
            }
        );

    private void Run(TrainingStep step, long number, Tensor? teacher = null, double share = 0, double learningRate = 0.1) =>
        step.Run(
            new StepInput
            {
                Inputs = _inputs,
                Count = N,
                Labels = _labels,
                TeacherLogits = teacher,
                LearningRate = learningRate,
                Number = number,
                Share = share,
            }
        );

    private Tensor Answer(Graph graph)
    {
        using var network = new FrozenNetwork(graph, N, DeviceCatalogue.Default(_pool));
        return network.Answer(_inputs, N).Clone();
    }

    // T²·mean_N Σ_C p·(ln p − ln q), by plain loops.
    private static double Divergence(Tensor teacher, Tensor student, double temperature)
    {
        var (t, s) = (teacher.Span<float>().ToArray(), student.Span<float>().ToArray());
        var sum = 0.0;
        for (var n = 0; n < N; n++)
        {
            var (p, q) = (Softmax(t[(n * C)..((n + 1) * C)], temperature), Softmax(s[(n * C)..((n + 1) * C)], temperature));
            sum += p.Zip(q, (a, b) => a * Math.Log(a / b)).Sum();
        }

        return temperature * temperature * sum / N;
    }

    private static double[] Softmax(float[] logits, double temperature)
    {
        var powers = logits.Select(logit => Math.Exp(logit / temperature)).ToArray();
        return [.. powers.Select(power => power / powers.Sum())];
    }

    private static float[] Weights(Graph graph) => [.. graph.Parameters.Order().SelectMany(name => Of(graph, name))];

    private static float[] Of(Graph graph, string name) => graph[name].Data!.Span<float>().ToArray();

    private static void Near(float[] expected, float[] actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
}
