using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Randomness;
using Decant.Students;

namespace Decant.Cli.Benchmarks;

/// <summary>A distillation step that is timed: a teacher, a student and a batch, the same as those of bench/peer.py in PyTorch.</summary>
/// <param name="Name">Teacher and student.</param>
/// <param name="Teacher">Builds the teacher.</param>
/// <param name="Student">Builds the student.</param>
/// <param name="Batch">Samples in a batch, N.</param>
/// <param name="MakeInputs">Makes a batch.</param>
internal sealed record StepCase(string Name, Func<Graph> Teacher, Func<Graph> Student, int Batch, Func<Tensor> MakeInputs)
{
    private const int Classes = 10;
    private const int Tokens = 128;

    // Operators with fewer per sample are no layers with weights.
    private const double MatrixFlops = 1e5;

    /// <summary>Every case.</summary>
    public static IReadOnlyList<StepCase> All { get; } =
    [
        OfVectors("mlp1200-mlp800", [1200, 1200], [800, 800]),
        OfVectors("mlp1200-mlp64", [1200, 1200], [64]),
        OfImages("resnet56-resnet20", 56, 20),
        OfImages("resnet56-resnet8", 56, 8),
        new("mobilenetv2-96", () => MobileNet(1, 1), () => MobileNet(0.5, 2), 32, () => Numbers(32, 3, 96, 96)),
        new(
            "encoder4x256-encoder2x128",
            () => EncoderNetwork.Build(4, 256, Classes, 1),
            () => EncoderNetwork.Build(2, 128, Classes, 2),
            32,
            () => Words(32)
        ),
    ];

    /// <summary>The case of a name.</summary>
    /// <exception cref="DecantException">There is none; the nearest are listed.</exception>
    public static StepCase Of(string name) =>
        All.FirstOrDefault(@case => @case.Name == name)
        ?? throw new DecantException($"--case: {NearestName.Explain("case", name, All.Select(@case => @case.Name))}.");

    /// <summary>
    /// Floating-point operations of a step: the teacher's forward, and three times the student's, as backward is twice forward.
    /// </summary>
    public double Flops => Batch * (GraphCost.Flops(Teacher()) + (3 * GraphCost.Flops(Student())));

    /// <summary>
    /// Bytes that a step moves at least: the teacher's weights once; the student's weights forward and backward, their gradients, and the
    /// update's three reads and two writes; what the student's layers answer, written once and read once.
    /// </summary>
    public double Bytes
    {
        get
        {
            var student = Student();
            var answers =
                Batch
                * student
                    .Nodes.Where(node => GraphCost.Flops(node) >= MatrixFlops)
                    .Sum(node => node.Outputs[0].Shape.Aggregate(1.0, (product, size) => product * size.Factor));
            return 4.0 * (GraphCost.Parameters(Teacher()) + (8.0 * GraphCost.Parameters(student)) + (2 * answers));
        }
    }

    /// <summary>Labels of a batch, Int64 [N].</summary>
    public Tensor MakeLabels()
    {
        var labels = new Tensor(ElementType.Int64, Batch);
        var stream = new RandomStream(0, "labels");
        foreach (ref var label in labels.Span<long>())
        {
            label = stream.NextInt32(Classes);
        }

        return labels;
    }

    private static StepCase OfVectors(string name, int[] teacher, int[] student) =>
        new(name, () => Mlp(teacher, 1), () => Mlp(student, 2), 128, () => Numbers(128, 784));

    private static StepCase OfImages(string name, int teacher, int student) =>
        new(name, () => ResNet(teacher, 1), () => ResNet(student, 2), 128, () => Numbers(128, 3, 32, 32));

    private static Graph Mlp(int[] hidden, ulong seed) =>
        Network.Build(new Mlp { Hidden = [.. hidden] }, [784], Classes, InputScaling.None, seed);

    private static Graph ResNet(int depth, ulong seed) =>
        Network.Build(new ResNet { Depth = depth }, [3, 32, 32], Classes, InputScaling.None, seed);

    private static Graph MobileNet(double width, ulong seed) =>
        Network.Build(new MobileNet { Version = MobileNetVersion.V2, Width = width }, [3, 96, 96], Classes, InputScaling.None, seed);

    private static Tensor Numbers(params int[] dimensions)
    {
        var numbers = new Tensor(ElementType.Float32, dimensions);
        var stream = new RandomStream(0, "inputs");
        foreach (ref var number in numbers.Span<float>())
        {
            number = (float)stream.NextNormal();
        }

        return numbers;
    }

    private static Tensor Words(int batch)
    {
        var words = new Tensor(ElementType.Int64, batch, Tokens);
        var stream = new RandomStream(0, "words");
        foreach (ref var word in words.Span<long>())
        {
            word = stream.NextInt32(EncoderNetwork.Vocabulary);
        }

        return words;
    }
}
