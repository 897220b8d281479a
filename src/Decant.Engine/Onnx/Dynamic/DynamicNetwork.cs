using Decant.Engine.Devices;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Onnx.Format;

namespace Decant.Engine.Onnx;

/// <summary>
/// A network from a file that runs at whatever sizes come. For the sizes of the inputs, and for what else the form of the network depends
/// on (the condition of an If, the rounds of a Loop, computed bounds and shapes), the file is read and compiled as if all that were written
/// in it; that plan is kept, and found again by one look-up. Plans share the file's weights. Padding inputs to a few sizes makes few plans;
/// that is the caller's choice.
/// </summary>
/// <remarks>A network that is to be trained is read with <see cref="OnnxFile"/>, where free sizes have names.</remarks>
public sealed class DynamicNetwork : IDisposable
{
    /// <summary>Plans that are kept when nothing else is said.</summary>
    public const int DefaultPlans = 16;

    private readonly ModelProto _model;
    private readonly TensorSource _tensors;
    private readonly string _name;
    private readonly WorkerPool _pool;
    private readonly Device _device;
    private readonly int _mostPlans;
    private readonly Dictionary<string, PlanBranch> _sizes = new(StringComparer.Ordinal);
    private readonly LinkedList<PlanBranch> _recent = [];

    private DynamicNetwork(ModelProto model, string? folder, string name, int threads, int mostPlans)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostPlans, 1);
        _pool = new WorkerPool(threads);
        (_model, _name, _device, _mostPlans, _tensors) = (
            model,
            name,
            DeviceCatalogue.Default(_pool),
            mostPlans,
            new TensorSource(new ExternalData(folder), keeps: true)
        );
        try
        {
            ModelReader.Prepare(model, new ReadingBudget());
            ConstantNode.Replace(model.Graph);
            var given = model.Graph.Initializer.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
            Inputs = [.. model.Graph.Input.Where(input => !given.Contains(input.Name)).Select(InputFormat.Port)];
            Outputs = [.. model.Graph.Output.Select(InputFormat.Port)];
        }
        catch (DecantException problem)
        {
            _pool.Dispose();
            throw new DecantException($"Reading {name}: {problem.Message}", problem);
        }
    }

    /// <summary>What the network is given.</summary>
    public IReadOnlyList<NetworkPort> Inputs { get; }

    /// <summary>What it gives back.</summary>
    public IReadOnlyList<NetworkPort> Outputs { get; }

    /// <summary>How many plans there are now.</summary>
    public int Plans => _recent.Count;

    /// <summary>Opens a file. What its sizes make of it is known at the first run.</summary>
    /// <param name="path">A .onnx file.</param>
    /// <param name="threads">Threads that share the work of a run, 1 or more. The answers have the same bits for any number.</param>
    /// <param name="mostPlans">How many plans are kept, 1 or more; the one that was not used for longest goes first.</param>
    /// <exception cref="DecantException">The file is missing, damaged or no ONNX model, or has operators that Decant does not
    /// know.</exception>
    public static DynamicNetwork Read(string path, int threads = 1, int mostPlans = DefaultPlans)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return OnnxFile.Open(path, (stream, folder) => new DynamicNetwork(OnnxFile.Parse(stream, path), folder, path, threads, mostPlans));
    }

    /// <summary>Reads a model that holds all its data itself.</summary>
    /// <param name="stream">The file's bytes, to the end.</param>
    /// <param name="threads">Threads that share the work of a run, 1 or more. The answers have the same bits for any number.</param>
    /// <param name="name">What errors call the model.</param>
    /// <param name="mostPlans">How many plans are kept, 1 or more; the one that was not used for longest goes first.</param>
    /// <exception cref="DecantException">The bytes are no ONNX model, or it has operators that Decant does not know.</exception>
    public static DynamicNetwork Read(Stream stream, string name = "the model", int threads = 1, int mostPlans = DefaultPlans) =>
        new(OnnxFile.Parse(stream, name), null, name, threads, mostPlans);

    /// <summary>Runs the network. One run at a time.</summary>
    /// <param name="inputs">Numbers for each input.</param>
    /// <returns>The outputs by name; they are the caller's.</returns>
    /// <exception cref="DecantException">The inputs do not fit the network, or it cannot be made for their sizes and numbers.</exception>
    public IReadOnlyDictionary<string, Tensor> Run(IReadOnlyDictionary<string, Tensor> inputs)
    {
        var plan = PlanFor(inputs).Plan!;
        foreach (var input in Inputs)
        {
            plan.Bind(input.Name, inputs[input.Name]);
        }

        plan.Run();
        return plan.Graph.Outputs.ToDictionary(output => output.Name, output => plan[output.Name].Clone(), StringComparer.Ordinal);
    }

    /// <summary>The network as it is for some inputs: all sizes are numbers, all branches and rounds are decided.</summary>
    /// <param name="inputs">Numbers for each input.</param>
    /// <exception cref="DecantException">The inputs do not fit the network, or it cannot be made for their sizes and numbers.</exception>
    public Graph GraphFor(IReadOnlyDictionary<string, Tensor> inputs) => PlanFor(inputs).Network!;

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_recent.Count > 0)
        {
            Forget(_recent.First!.Value);
        }

        _pool.Dispose();
    }

    private PlanBranch PlanFor(IReadOnlyDictionary<string, Tensor> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        Check(inputs);
        var key = string.Join(';', Inputs.Select(input => string.Join(',', inputs[input.Name].Dimensions.ToArray())));
        if (!_sizes.TryGetValue(key, out var start))
        {
            start = _sizes[key] = new PlanBranch(null, key);
        }

        var search = new PlanSearch(start, inputs, _device);
        try
        {
            if (search.Follow() is { Plan: not null } branch)
            {
                _recent.Remove(branch);
                _recent.AddFirst(branch);
                return branch;
            }

            return Make(start, inputs);
        }
        catch (DecantException problem)
        {
            throw new DecantException(
                $"Running {_name} with "
                    + $"{string.Join(", ", Inputs.Select(input => $"{input.Name} {inputs[input.Name]}"))}: "
                    + $"{problem.Message}",
                problem
            );
        }
    }

    private PlanBranch Make(PlanBranch start, IReadOnlyDictionary<string, Tensor> inputs)
    {
        foreach (var input in _model.Graph.Input.Where(input => inputs.ContainsKey(input.Name)))
        {
            var shape = new TensorShapeProto
            {
                Dim = { inputs[input.Name].Dimensions.ToArray().Select(size => new TensorShapeProto.Types.Dimension { DimValue = size }) },
            };
            input.Type.TensorType.Shape = shape;
        }

        var search = new PlanSearch(start, inputs, _device);
        try
        {
            var network = ModelReader.Read(_model, _tensors, null, search);
            (search.At.Network, search.At.Plan) = (network, Executable.Compile(network, new CompileOptions { Device = _device }));
        }
        catch
        {
            Forget(search.At);
            throw;
        }

        _recent.AddFirst(search.At);
        if (_recent.Count > _mostPlans)
        {
            Forget(_recent.Last!.Value);
        }

        return search.At;
    }

    private void Forget(PlanBranch branch)
    {
        _recent.Remove(branch);
        if (branch.Prune() is { } sizes)
        {
            _sizes.Remove(sizes);
        }
    }

    private void Check(IReadOnlyDictionary<string, Tensor> inputs)
    {
        if (inputs.Keys.FirstOrDefault(name => Inputs.All(input => input.Name != name)) is { } unknown)
        {
            throw new DecantException($"Running {_name}: {NearestName.Explain("input", unknown, Inputs.Select(input => input.Name))}.");
        }

        foreach (var input in Inputs)
        {
            if (inputs.GetValueOrDefault(input.Name) is not { } given)
            {
                throw new DecantException($"Running {_name}: the input '{input}' is missing.");
            }

            if (
                given.Type != input.Type
                || (
                    input.Shape is { } shape
                    && (
                        shape.Rank != given.Rank
                        || shape.Zip(given.Dimensions.ToArray()).Any(pair => pair.First.IsStatic && pair.First.Factor != pair.Second)
                    )
                )
            )
            {
                throw new DecantException($"Running {_name}: expected {input}, received {given}.");
            }
        }
    }
}
