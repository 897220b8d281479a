using System.Runtime.InteropServices;
using Decant.Engine.Graphs;

namespace Decant.Engine.Kernels.OneDnn;

/// <summary>
/// The primitives of one of a convolution's sums, a call for each slice of the batch, and the copy of the weights in the layout that they
/// like.
/// </summary>
internal sealed unsafe class ConvolutionPlan : IDisposable
{
    private readonly List<Primitive> _primitives = [];

    /// <summary>Makes them.</summary>
    public ConvolutionPlan(ConvolutionOperation operation)
    {
        var (samples, slices) = (operation.SliceSamples, operation.Slices);
        var (x, y, w) = operation.Operands;
        Calls = new PrimitiveCalls(slices);
        MemoryDescription? weights = null;
        for (var i = 0; i < slices; i++)
        {
            var slice = operation with { Sizes = operation.Sizes with { N = Math.Min(samples, operation.Sizes.N - (i * samples)) } };
            if (_primitives.Count == 0 || slice.Sizes.N != samples)
            {
                _primitives.Add(slice.Make(weights));
            }

            var layout = weights ??= slice.ChosenW(_primitives[0]);
            Calls[i] = PrimitiveCall.Of(_primitives[^1], (x, slice.X), (w, layout), (y, slice.Y));
        }

        WeightBytes = weights!.Value.Bytes;
        if (!weights.Value.IsLike(operation.W))
        {
            var (from, to) = operation.Kind == ConvolutionKind.WeightGradient ? (weights.Value, operation.W) : (operation.W, weights.Value);
            _primitives.Add(Primitive.Reorder(from, to));
            Reorder = new PrimitiveCalls(1);
            Reorder[0] = PrimitiveCall.Of(_primitives[^1], (Argument.Source, from), (Argument.Result, to), (0, to));
            Weights = NativeMemory.AlignedAlloc((nuint)WeightBytes, Tensor.Alignment);
            new Span<byte>(Weights, checked((int)WeightBytes)).Clear();
        }
    }

    /// <summary>The call of each slice: X, W, Y.</summary>
    public PrimitiveCalls Calls { get; }

    /// <summary>
    /// The call that copies the weights into the chosen layout, or their gradient out of it; null where that is the graph's own.
    /// </summary>
    public PrimitiveCalls? Reorder { get; }

    /// <summary>Room for the weights in the chosen layout; null where that is the graph's own.</summary>
    public void* Weights { get; private set; }

    /// <summary>Bytes of the weights in the chosen layout.</summary>
    public long WeightBytes { get; }

    /// <summary>What oneDNN chose.</summary>
    public string Implementation => _primitives[0].Implementation;

    /// <inheritdoc/>
    public void Dispose()
    {
        Calls.Dispose();
        Reorder?.Dispose();
        NativeMemory.AlignedFree(Weights);
        Weights = null;
        _primitives.ForEach(primitive => primitive.Dispose());
    }
}
