using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>y = (x − mean)·r·scale + bias, r = 1/√(variance + ε), row by row; a row's result depends on that row alone.</summary>
internal static unsafe class LayerNormalization
{
    /// <summary>Every row of x to mean 0 and variance 1, then factor (or null) and summand (or null) of each column. y may be x.</summary>
    public static void Run(
        WorkerPool pool,
        float* x,
        float* scale,
        float* bias,
        float* y,
        float* mean,
        float* inverse,
        long rows,
        int columns,
        double epsilon
    )
    {
        var work = new Work
        {
            X = x,
            Scale = scale,
            Bias = bias,
            Y = y,
            Mean = mean,
            Inverse = inverse,
            Rows = rows,
            Size = columns,
            Epsilon = epsilon,
            RowsPerChunk = Grid.Rows(2L * columns),
        };
        Grid.Run(pool, work, Grid.Chunks(rows, work.RowsPerChunk));
    }

    private struct Work : ILaneWork
    {
        public float* X,
            Scale,
            Bias,
            Y,
            Mean,
            Inverse;
        public double Epsilon;
        public long Rows;
        public int Size,
            RowsPerChunk;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            float* scale = Scale,
                bias = Bias;
            var size = Size;
            var end = Math.Min(Rows, (chunk + 1L) * RowsPerChunk);
            for (var row = (long)chunk * RowsPerChunk; row < end; row++)
            {
                float* x = X + (row * size),
                    y = Y + (row * size);
                var mean = SoftmaxRow.Sum<TLanes>(x, size) / size;
                var inverse = (float)(1 / Math.Sqrt((SquaredDeviations<TLanes>(x, size, mean) / (double)size) + Epsilon));
                (Mean[row], Inverse[row]) = (mean, inverse);
                TLanes shift = TLanes.Of(mean),
                    factor = TLanes.Of(inverse);
                for (var i = 0; i < size; i += TLanes.Count)
                {
                    var result = (RowLanes.Load<TLanes>(x + i, size - i) - shift) * factor;
                    result = scale is null ? result : result * RowLanes.Load<TLanes>(scale + i, size - i);
                    result = bias is null ? result : result + RowLanes.Load<TLanes>(bias + i, size - i);
                    RowLanes.Store(result, y + i, size - i);
                }
            }
        }

        // Σ (x − mean)²; two sums side by side hide half the latency of the addition.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static float SquaredDeviations<TLanes>(float* x, int count, float mean)
            where TLanes : struct, ILanes<TLanes>
        {
            TLanes shift = TLanes.Of(mean),
                s0 = TLanes.Of(0),
                s1 = s0;
            var i = 0;
            for (; i <= count - (2 * TLanes.Count); i += 2 * TLanes.Count)
            {
                TLanes d0 = TLanes.Load(x + i) - shift,
                    d1 = TLanes.Load(x + i + TLanes.Count) - shift;
                s0 = TLanes.MultiplyAdd(d0, d0, s0);
                s1 = TLanes.MultiplyAdd(d1, d1, s1);
            }

            for (; i < count; i += TLanes.Count)
            {
                var d = RowLanes.Load<TLanes>(x + i, count - i, mean) - shift;
                s0 = TLanes.MultiplyAdd(d, d, s0);
            }

            return (s0 + s1).Sum();
        }
    }
}
