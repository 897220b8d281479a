using Decant.Engine.Graphs;
using Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Kernels.OneDnn;

/// <summary>
/// C = epilogue(A·B) through oneDNN, a slice of C per piece of the pool's work. Sums are float32, of float32 or bfloat16 products.
/// </summary>
internal static unsafe class MatrixMultiply
{
    /// <summary>One product, or several of the same sizes.</summary>
    /// <param name="plans">Where its primitives are kept.</param>
    /// <param name="pool">Threads to use.</param>
    /// <param name="sizes">Sizes, element type and layout; none of the sizes is 0.</param>
    /// <param name="a">A.</param>
    /// <param name="b">B.</param>
    /// <param name="c">M×N, row by row; it must not overlap what is read.</param>
    /// <param name="epilogue">Bias per column, residual and activation.</param>
    /// <param name="batchStrideA">Elements from one A to the next; 0 to use one for all.</param>
    /// <param name="batchStrideB">Elements from one B to the next; 0 to use one for all.</param>
    public static void Run(
        OneDnnPlans plans,
        WorkerPool pool,
        MatrixSizes sizes,
        void* a,
        void* b,
        float* c,
        in Epilogue epilogue = default,
        long batchStrideA = 0,
        long batchStrideB = 0
    )
    {
        var bytes = sizes.Type.Size();
        var work = new Work
        {
            Sizes = sizes,
            Calls = plans.Of(sizes).Calls.Pointer,
            A = (byte*)a,
            B = (byte*)b,
            C = c,
            Epilogue = epilogue,
            BatchBytesA = batchStrideA * bytes,
            BatchBytesB = batchStrideB * bytes,
        };
        Grid.Run(pool, work, sizes.Chunks);
    }

    private struct Work : ILaneWork
    {
        public MatrixSizes Sizes;
        public PrimitiveCall* Calls;
        public byte* A;
        public byte* B;
        public float* C;
        public long BatchBytesA;
        public long BatchBytesB;
        public Epilogue Epilogue;

        public readonly void Run<TLanes>(int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            var firstProduct = chunk / Sizes.Slices * Sizes.Products;
            var endProduct = Math.Min(Sizes.Batch, firstProduct + Sizes.Products);
            long first = chunk % Sizes.Slices * Sizes.SliceSize;
            var size = (int)Math.Min(Sizes.SliceSize, (Sizes.ByColumns ? Sizes.N : Sizes.M) - first);
            var bytes = Sizes.Type.Size();
            for (var product = firstProduct; product < endProduct; product++)
            {
                byte* a = A + (product * BatchBytesA),
                    b = B + (product * BatchBytesB);
                var c = C + ((long)product * Sizes.M * Sizes.N);
                if (Sizes.ByColumns)
                {
                    Calls[chunk].Run(a, b + (first * Sizes.StridesB.Column * bytes), c + first);
                    EpilogueRows.Run<TLanes>(Epilogue, C, c + first, (int)first, Sizes.M, size, Sizes.N);
                }
                else
                {
                    Calls[chunk].Run(a + (first * Sizes.StridesA.Row * bytes), b, c + (first * Sizes.N));
                    EpilogueRows.Run<TLanes>(Epilogue, C, c + (first * Sizes.N), 0, size, Sizes.N, Sizes.N);
                }
            }
        }
    }
}
