using Decant.Engine.Graphs;

namespace Decant.Engine.Kernels.OneDnn;

/// <summary>The primitives of a product: one for whole slices, one for the last, and a call for each piece of work.</summary>
internal sealed unsafe class MatrixPlan : IDisposable
{
    private readonly List<Primitive> _primitives = [];

    /// <summary>Makes them.</summary>
    public MatrixPlan(MatrixSizes sizes)
    {
        Calls = new PrimitiveCalls(sizes.Chunks);
        var length = sizes.ByColumns ? sizes.N : sizes.M;
        Slice? whole = null,
            last = null;
        for (var i = 0; i < sizes.Chunks; i++)
        {
            var size = Math.Min(sizes.SliceSize, length - (i % sizes.Slices * sizes.SliceSize));
            ref var slice = ref size == sizes.SliceSize ? ref whole : ref last;
            if (slice is null)
            {
                slice = new Slice(sizes, size);
                _primitives.Add(slice.Primitive);
            }

            Calls[i] = PrimitiveCall.Of(
                slice.Primitive,
                (Argument.Source, slice.A),
                (Argument.Weights, slice.B),
                (Argument.Result, slice.C)
            );
        }
    }

    /// <summary>The call of each piece of work.</summary>
    public PrimitiveCalls Calls { get; }

    /// <summary>What oneDNN chose.</summary>
    public string Implementation => _primitives[0].Implementation;

    /// <inheritdoc/>
    public void Dispose()
    {
        Calls.Dispose();
        _primitives.ForEach(primitive => primitive.Dispose());
    }

    private sealed class Slice
    {
        public Slice(MatrixSizes sizes, int size)
        {
            var (m, n) = sizes.ByColumns ? (sizes.M, size) : (size, sizes.N);
            A = MemoryDescription.Of(sizes.Type, [m, sizes.K], [sizes.StridesA.Row, sizes.StridesA.Column]);
            B = MemoryDescription.Of(sizes.Type, [sizes.K, n], [sizes.StridesB.Row, sizes.StridesB.Column]);
            C = MemoryDescription.Of(ElementType.Float32, [m, n], [sizes.N, 1]);
            var operation = stackalloc byte[2800];
            new Span<byte>(operation, 2800).Clear();
            var (a, b, c) = (A, B, C);
            OneDnnApi.Check(OneDnnLibrary.Api.MatMulInitialize(operation, &a, &b, null, &c), "a matrix product");
            Primitive = Primitive.Of(operation);
        }

        public MemoryDescription A { get; }

        public MemoryDescription B { get; }

        public MemoryDescription C { get; }

        public Primitive Primitive { get; }
    }
}
