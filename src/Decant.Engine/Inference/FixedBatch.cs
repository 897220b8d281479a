using Decant.Engine.Execution;
using Decant.Engine.Graphs;

namespace Decant.Engine.Inference;

/// <summary>
/// Runs a network whose file fixes the batch on batches of other sizes: piece by piece, the last one filled up with what lay there before.
/// </summary>
internal sealed class FixedBatch : IDisposable
{
    private readonly Executable _executable;
    private readonly Tensor _piece;
    private readonly Dictionary<string, Tensor> _joined;

    /// <summary>Binds the memory.</summary>
    /// <param name="executable">The network.</param>
    /// <param name="input">Its input.</param>
    /// <param name="outputs">The outputs that are joined, [N, ..].</param>
    /// <param name="most">The largest batch, N.</param>
    public FixedBatch(Executable executable, string input, IReadOnlyList<string> outputs, int most)
    {
        _executable = executable;
        var own = executable.Graph[input];
        _piece = new Tensor(own.Type, own.Shape.Sizes());
        executable.Bind(input, _piece);
        _joined = outputs
            .Distinct()
            .ToDictionary(
                name => name,
                name => new Tensor(executable.Graph[name].Type, [most, .. executable.Graph[name].Shape.Sizes()[1..]])
            );
    }

    /// <summary>The joined output; the first rows are those of the last batch.</summary>
    public Tensor this[string output] => _joined[output];

    /// <summary>Runs a batch; allocates nothing.</summary>
    public void Run(Tensor inputs, int count)
    {
        var size = _piece.Dimensions[0];
        for (var start = 0; start < count; start += size)
        {
            var taken = Math.Min(size, count - start);
            Rows(inputs, start, taken).CopyTo(_piece.Bytes());
            _executable.Run();
            foreach (var (name, joined) in _joined)
            {
                Rows(_executable[name], 0, taken).CopyTo(Rows(joined, start, taken));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _piece.Dispose();
        foreach (var joined in _joined.Values)
        {
            joined.Dispose();
        }
    }

    private static Span<byte> Rows(Tensor tensor, int start, int count)
    {
        var row = checked((int)(tensor.ByteCount / tensor.Dimensions[0]));
        return tensor.Bytes().Slice(start * row, count * row);
    }
}
