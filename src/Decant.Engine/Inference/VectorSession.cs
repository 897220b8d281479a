using Decant.Engine.Graphs;

namespace Decant.Engine.Inference;

/// <summary>A session of a network that answers samples of float32 numbers with float32 numbers.</summary>
internal sealed class VectorSession : ModelSession
{
    private readonly FixedBatch? _pieces;
    private readonly Tensor _input;
    private readonly string _output;
    private readonly string? _batch;

    /// <summary>Compiles the network.</summary>
    /// <param name="form">The network.</param>
    /// <param name="threads">Threads that share the work.</param>
    /// <param name="bounds">The largest batch, N.</param>
    public VectorSession(VectorForm form, int threads, int[] bounds)
        : base(form.Network, threads, [form.Batch], bounds)
    {
        (_output, _batch) = (form.Output.Name, form.Batch);
        _pieces = _batch is null ? new FixedBatch(Executable, form.Input.Name, [_output], bounds[0]) : null;
        _input = new Tensor(ElementType.Float32, [bounds[0], .. form.InputShape]);
        if (_pieces is null)
        {
            Executable.Bind(form.Input.Name, _input);
        }
    }

    /// <summary>Answers a batch; allocates nothing.</summary>
    /// <param name="input">N samples, one after the other.</param>
    /// <param name="count">N, 1 to the largest.</param>
    /// <param name="output">Is given N answers, one after the other.</param>
    public void Run(ReadOnlySpan<float> input, int count, Span<float> output)
    {
        input.CopyTo(_input.Span<float>());
        if (_pieces is not null)
        {
            _pieces.Run(_input, count);
            _pieces[_output].Span<float>()[..output.Length].CopyTo(output);
            return;
        }

        Executable.Resize(_batch!, count);
        Executable.Run();
        Executable[_output].Span<float>()[..output.Length].CopyTo(output);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _pieces?.Dispose();
        base.Dispose();
        _input.Dispose();
    }
}
