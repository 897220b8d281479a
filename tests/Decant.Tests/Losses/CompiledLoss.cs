using Decant.Engine.Execution;
using Decant.Engine.Gradients;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Decant.Losses;
using Decant.Tasks;

namespace Decant.Tests.Losses;

/// <summary>
/// A weighted sum of losses with its derivatives, compiled for arrays of given shapes: in float64 on the reference kernels, or in float32
/// on the managed ones. The batch is a named size below its bound, as in a training.
/// </summary>
internal sealed class CompiledLoss : IDisposable
{
    private readonly ElementType _type;
    private readonly WorkerPool _pool = new(1);
    private readonly Executable _executable;
    private readonly List<Value> _variables = [];

    /// <param name="terms">The sum. Arrays for a term's own parameters and states are named after it, such as <c>vid/variance</c>.</param>
    /// <param name="shaped">
    /// Arrays of the right shapes: <c>student</c> and <c>teacher</c> (logits [N, C]), <c>labels</c> and <c>samples</c> (whole numbers [N]),
    /// <c>targets</c> ([N, D]), <c>counted</c> (1 or 0 for each answer), and <c>student/NAME</c> and <c>teacher/NAME</c> (values inside the
    /// networks, [N, ..]). Only <c>student</c> must be there.
    /// </param>
    /// <param name="type">Float64 or Float32.</param>
    /// <param name="task">What the answers mean.</param>
    public CompiledLoss(
        IReadOnlyList<DistillationLoss> terms,
        IReadOnlyDictionary<string, LossArray> shaped,
        ElementType type = ElementType.Float64,
        string task = "classification"
    )
    {
        _type = type;
        var graph = new Graph("loss");
        var n = shaped["student"].Dimensions[0];
        var inputs = shaped
            .Where(array => IsInput(array.Key))
            .ToDictionary(
                array => array.Key,
                array =>
                    graph.AddInput(
                        array.Key,
                        IsWhole(array.Key) ? ElementType.Int64 : type,
                        new Shape(["N", .. array.Value.Dimensions.Skip(1).Select(size => (Dimension)size)])
                    )
            );
        var signals = new LossSignals(inputs["student"], inputs.GetValueOrDefault("teacher"), inputs.GetValueOrDefault("labels"))
        {
            Task = LearningTasks.OfWord(task),
            Targets = inputs.GetValueOrDefault("targets"),
            Counted = inputs.GetValueOrDefault("counted"),
            FindStudent = name => inputs.GetValueOrDefault("student/" + name),
            Samples = inputs.GetValueOrDefault("samples"),
            SampleCount = 2 * n,
            Seed = 1,
        };
        var total = terms
            .Select(term => term.Build(signals with { Term = term.Term }) * term.Weight.To)
            .Aggregate((sum, term) => sum + term);
        _variables.AddRange(inputs.Values.Where(input => input.Name.StartsWith("student", StringComparison.Ordinal)));
        _variables.AddRange(graph.Initializers.Where(value => graph.Parameters.Contains(value.Name)));
        graph.AddOutput(total.Identity(), "value");
        foreach (var (variable, gradient) in _variables.Zip(total.Differentiate(_variables)))
        {
            graph.AddOutput(gradient.Identity(), "gradient/" + variable.Name);
        }

        _executable = Executable.Compile(
            graph,
            new CompileOptions
            {
                Device = DeviceCatalogue.Open(type == ElementType.Float64 ? "reference" : "managed", _pool),
                Bounds = new Dictionary<string, int> { ["N"] = n + 1 },
            }
        );
        _executable.Resize("N", n);
    }

    /// <summary>Value, and derivatives by the student's arrays and by all parameters.</summary>
    public LossResult Run(IReadOnlyDictionary<string, LossArray> inputs)
    {
        foreach (var (name, array) in inputs.Where(array => _executable.Has(array.Key)))
        {
            _executable.Bind(name, Tensor(name, array));
        }

        _executable.Run();
        return new LossResult(
            Doubles("value", 1)[0],
            _variables.ToDictionary(
                variable => variable.Name,
                variable =>
                    Doubles(
                        "gradient/" + variable.Name,
                        inputs.TryGetValue(variable.Name, out var array) ? array.Numbers.Length : (int)variable.Data!.Count
                    )
            )
        );
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _executable.Dispose();
        _pool.Dispose();
    }

    private static bool IsInput(string name) =>
        IsWhole(name)
        || name is "student" or "teacher" or "targets" or "counted"
        || name.StartsWith("student/", StringComparison.Ordinal)
        || name.StartsWith("teacher/", StringComparison.Ordinal);

    private static bool IsWhole(string name) => name is "labels" or "samples";

    private Tensor Tensor(string name, LossArray array) =>
        IsWhole(name) ? Engine.Graphs.Tensor.From<long>([.. array.Numbers.Select(number => (long)number)], array.Dimensions)
        : _type == ElementType.Float64 ? Engine.Graphs.Tensor.From<double>(array.Numbers, array.Dimensions)
        : Engine.Graphs.Tensor.From<float>([.. array.Numbers.Select(number => (float)number)], array.Dimensions);

    private double[] Doubles(string output, int count)
    {
        var memory = _executable[output];
        return _type == ElementType.Float64
            ? memory.Span<double>()[..count].ToArray()
            : [.. memory.Span<float>()[..count].ToArray().Select(number => (double)number)];
    }
}
