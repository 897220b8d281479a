using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;

namespace Decant.Engine.Inference;

/// <summary>
/// What one caller of a <see cref="Model"/> computes with: memory, threads and a plan for batches up to a size. The weights are the
/// model's.
/// </summary>
internal sealed class ModelSession : IDisposable
{
    private readonly WorkerPool _pool;
    private readonly Executable _executable;
    private readonly FixedBatch? _pieces;
    private readonly Tensor _input;
    private readonly string _inputName;
    private readonly string _outputName;
    private readonly string? _batchName;

    /// <summary>Compiles the network.</summary>
    /// <param name="network">Frozen; one input and one output, [N, ..].</param>
    /// <param name="threads">Threads that share the work.</param>
    /// <param name="most">The largest batch, N.</param>
    public ModelSession(Graph network, int threads, int most)
    {
        Most = most;
        var (input, output) = (network.Inputs[0], network.Outputs[0]);
        (_inputName, _outputName) = (input.Name, output.Name);
        _batchName = input.Shape[0].IsStatic ? null : input.Shape[0].ToString();
        _pool = new WorkerPool(threads);
        try
        {
            _executable = Executable.Compile(network, new CompileOptions
            {
                Device = DeviceCatalogue.Default(_pool),
                Bounds = _batchName is null ? new Dictionary<string, int>() : new Dictionary<string, int> { [_batchName] = most },
                ConstantWeights = true,
            });
        }
        catch
        {
            _pool.Dispose();
            throw;
        }

        _pieces = _batchName is null ? new FixedBatch(_executable, _inputName, [_outputName], most) : null;
        _input = new Tensor(ElementType.Float32, [most, .. input.Shape.Skip(1).Select(size => size.Size)]);
        if (_pieces is null)
        {
            _executable.Bind(_inputName, _input);
        }
    }

    /// <summary>The largest batch, N.</summary>
    public int Most { get; }

    /// <summary>Answers a batch; allocates nothing.</summary>
    /// <param name="input">N samples, one after the other.</param>
    /// <param name="count">N, 1 to <see cref="Most"/>.</param>
    /// <param name="output">Is given N answers, one after the other.</param>
    public void Run(ReadOnlySpan<float> input, int count, Span<float> output)
    {
        input.CopyTo(_input.Span<float>());
        if (_pieces is not null)
        {
            _pieces.Run(_input, count);
            _pieces[_outputName].Span<float>()[..output.Length].CopyTo(output);
            return;
        }

        _executable.Resize(_batchName!, count);
        _executable.Run();
        _executable[_outputName].Span<float>()[..output.Length].CopyTo(output);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _pieces?.Dispose();
        _executable.Dispose();
        _input.Dispose();
        _pool.Dispose();
    }
}
