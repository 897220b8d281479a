using Decant.Engine.Execution;
using Decant.Engine.Gradients;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Decant.Losses;
using Decant.Tasks;
using Decant.Tasks.Detection;

namespace Decant.Tests.Tasks.Detection;

/// <summary>The graph of a loss on the pictures of golden-losses.py; the teacher's answers are those waves.</summary>
internal sealed class DetectionLossGraph : IDisposable
{
    public const int Places = 26;
    public const int Classes = 2;
    public const int Bins = 5;
    private readonly WorkerPool _pool = new(1);
    private readonly Executable _executable;

    public DetectionLossGraph(DistillationLoss loss)
    {
        var graph = new Graph("truth");
        var logits = graph.AddInput("logits", ElementType.Float64, new Shape("N", Classes, Places));
        var distances = graph.AddInput("distances", ElementType.Float64, new Shape("N", Places, 4 * Bins));
        var grid = LocationGrid.Of(graph, [(4, 5, 8), (2, 3, 16)]);
        graph.Rename(grid.Locations, "single.locations");
        graph.Rename(grid.Strides, "single.strides");
        graph.AddNamedInitializer("locations", grid.Locations.Data!.To(ElementType.Float64));
        graph.AddNamedInitializer("strides", grid.Strides.Data!.To(ElementType.Float64));
        var task = LearningTasks.Of("object-detection");
        graph.AddInput("teacher/distances", ElementType.Float64, distances.Shape);
        var signals = new LossSignals(
            task.Rows(logits),
            loss.NeedsTeacher ? task.Rows(graph.AddInput("teacher", ElementType.Float64, logits.Shape)) : null
        )
        {
            Task = task,
            FindStudent = graph.Find,
            Fields = new Dictionary<string, TensorType>
            {
                ["boxes"] = new(ElementType.Float32, new Shape("N", "B", 4)),
                ["boxes.mask"] = new(ElementType.Float32, new Shape("N", "B")),
                ["box.class"] = new(ElementType.Int64, new Shape("N", "B")),
                ["box.crowd"] = new(ElementType.Int64, new Shape("N", "B")),
            },
        };
        var value = loss.Build(signals);
        Value[] variables = [logits, distances];
        foreach (var (variable, gradient) in variables.Zip(value.Differentiate(variables)))
        {
            graph.AddOutput(gradient.Identity(), $"gradient/{variable.Name}");
        }

        graph.AddOutput(value.Identity(), "value");
        _executable = Executable.Compile(
            graph,
            new CompileOptions
            {
                Device = DeviceCatalogue.Open("reference", _pool),
                Bounds = new Dictionary<string, int> { ["N"] = 4, ["B"] = 5 },
            }
        );
        _executable.Resize("N", 3);
        if (!loss.NeedsTeacher)
        {
            _executable.Resize("B", 2);
        }
    }

    // [N, L, C] in PyTorch's order of numbers, here [N, C, L].
    public static double[] Logits { get; } =
    [
        .. from n in Enumerable.Range(0, 3)
        from c in Enumerable.Range(0, Classes)
        from place in Enumerable.Range(0, Places)
        select Math.Sin(((((n * Places) + place) * Classes) + c) * 0.7) * 1.5,
    ];

    public static double[] Distances { get; } = Wave(3 * Places * 4 * Bins, 1.3, 2);

    public static double[] Wave(int count, double step, double size) =>
        [.. Enumerable.Range(0, count).Select(i => Math.Sin(i * step) * size)];

    public (double Value, double[] Logits, double[] Distances) Run(
        double[] logits,
        double[] distances,
        int classOfThird = 1,
        int crowdOfThird = 0
    )
    {
        const double none = double.NaN;
        double[] boxes =
        [
            1,
            2,
            22,
            20,
            10,
            8,
            37,
            31,
            none,
            none,
            none,
            none,
            none,
            none,
            none,
            none,
            18,
            4,
            34,
            30,
            none,
            none,
            none,
            none,
        ];
        Bind("logits", Tensor.From<double>(logits, 3, Classes, Places));
        Bind("distances", Tensor.From<double>(distances, 3, Places, 4 * Bins));
        Bind("teacher", Tensor.From<double>(Logits, 3, Classes, Places));
        Bind("teacher/distances", Tensor.From<double>(Distances, 3, Places, 4 * Bins));
        Bind("field/boxes", Tensor.From<double>(boxes, 3, 2, 4));
        Bind("field/boxes.mask", Tensor.From<double>([1, 1, 0, 0, 1, 0], 3, 2));
        Bind("field/box.class", Tensor.From<long>([1, 0, -1, -1, classOfThird, -1], 3, 2));
        Bind("field/box.crowd", Tensor.From<long>([0, 0, -1, -1, crowdOfThird, -1], 3, 2));
        _executable.Run();
        return (
            _executable["value"].Span<double>()[0],
            _executable["gradient/logits"].Span<double>()[..logits.Length].ToArray(),
            _executable["gradient/distances"].Span<double>()[..distances.Length].ToArray()
        );
    }

    public void Dispose()
    {
        _executable.Dispose();
        _pool.Dispose();
    }

    private void Bind(string name, Tensor tensor)
    {
        if (_executable.Has(name))
        {
            _executable.Bind(name, tensor);
        }
    }
}
