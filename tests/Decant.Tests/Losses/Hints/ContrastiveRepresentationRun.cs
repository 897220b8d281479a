using Decant.Engine.Execution;
using Decant.Engine.Gradients;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Losses;
using Decant.Losses.Hints;

namespace Decant.Tests.Losses.Hints;

/// <summary>The loss's graph, whose states are carried from one run to the next.</summary>
internal sealed class ContrastiveRepresentationRun : IDisposable
{
    private readonly WorkerPool _pool = new(1);
    private readonly Executable _executable;
    private readonly Dictionary<string, Tensor> _tensors = [];
    private readonly List<(Value Next, string State)> _next = [];

    /// <param name="crd">The loss; the values are called <c>h</c> and <c>e</c>.</param>
    /// <param name="student">[N, D].</param>
    /// <param name="teacher">[N, D'].</param>
    /// <param name="samples">[N], which they are of all.</param>
    /// <param name="sampleCount">Number of all samples.</param>
    /// <param name="seed">Of the first values and of the negatives.</param>
    public ContrastiveRepresentationRun(
        ContrastiveRepresentationLoss crd,
        LossArray student,
        LossArray teacher,
        long[] samples,
        int sampleCount,
        ulong seed
    )
    {
        var graph = new Graph("crd");
        var h = graph.AddInput("student/h", ElementType.Float64, new Shape("N", student.Dimensions[1]));
        graph.AddInput("teacher/e", ElementType.Float64, new Shape("N", teacher.Dimensions[1]));
        var signals = new LossSignals(h)
        {
            Term = "crd",
            FindStudent = _ => h,
            Samples = graph.AddInput("samples", ElementType.Int64, new Shape("N")),
            SampleCount = sampleCount,
            Seed = seed,
            NextStates = _next,
        };
        var loss = graph.AddOutput(crd.Build(signals), "loss");
        Value[] variables = [h, .. graph.Initializers.Where(value => graph.Parameters.Contains(value.Name))];
        foreach (var (variable, gradient) in variables.Zip(loss.Differentiate(variables)))
        {
            graph.AddOutput(gradient, "gradient/" + variable.Name);
        }

        foreach (var (value, state) in _next)
        {
            graph.AddOutput(value, state + ".next");
        }

        _executable = Executable.Compile(
            graph,
            new CompileOptions
            {
                Device = DeviceCatalogue.Open("reference", _pool),
                Bounds = new Dictionary<string, int> { ["N"] = samples.Length + 1 },
            }
        );
        _executable.Resize("N", samples.Length);
        foreach (var value in graph.Initializers.Where(value => value.Name.StartsWith("crd/", StringComparison.Ordinal)))
        {
            Bind(value.Name, value.Data!.Clone());
        }

        Bind("student/h", Engine.Graphs.Tensor.From<double>(student.Numbers, student.Dimensions));
        Bind("teacher/e", Engine.Graphs.Tensor.From<double>(teacher.Numbers, teacher.Dimensions));
        Bind("samples", Engine.Graphs.Tensor.From<long>(samples));
    }

    /// <summary>Runs the step of a number and gives the loss; what the loss remembers is kept unless it is told not to advance.</summary>
    public double Step(long number, bool advances = true)
    {
        _executable.Bind("step", Engine.Graphs.Tensor.Scalar(number));
        _executable.Run();
        var loss = _executable["loss"].Span<double>()[0];
        foreach (var (next, state) in _next.Where(_ => advances))
        {
            _executable[next.Name].Span<double>()[..(int)_tensors[state].Count].CopyTo(_tensors[state].Span<double>());
        }

        return loss;
    }

    /// <summary>What is bound under a name: to read and to change.</summary>
    public Tensor Tensor(string name) => _tensors[name];

    /// <summary>A tensor or, as <c>gradient/NAME</c>, the derivative by it.</summary>
    public double[] Numbers(string name) =>
        name.StartsWith("gradient/", StringComparison.Ordinal)
            ? _executable[name].Span<double>()[..(int)_tensors[name["gradient/".Length..]].Count].ToArray()
            : _tensors[name].Span<double>().ToArray();

    /// <summary>A tensor cut into rows.</summary>
    public double[][] Rows(string name, int columns) => [.. Numbers(name).Chunk(columns)];

    /// <inheritdoc/>
    public void Dispose()
    {
        _executable.Dispose();
        _pool.Dispose();
    }

    private void Bind(string name, Tensor tensor) => _executable.Bind(name, _tensors[name] = tensor);
}
