using System.Numerics;
using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>D = Σ p·(ln p − ln q) of p = softmax(x/T), q = softmax(y/T), row by row.</summary>
internal static unsafe class SoftmaxDivergence
{
    /// <summary>The divergence of each row, with sums in double precision.</summary>
    public static void Run(WorkerPool pool, float* x, float* y, double temperature, float* divergence, float* sums, long rows, int columns)
    {
        var work = new Forward { X = x, Y = y, Temperature = temperature, Divergence = divergence, Sums = sums, Rows = rows, Size = columns, RowsPerChunk = Grid.Rows(8L * columns) };
        Grid.Run(pool, work, Grid.Chunks(rows, work.RowsPerChunk));
    }

    /// <summary>dy = dD·(q − p)/T.</summary>
    public static void Gradient(WorkerPool pool, float* dD, float* x, float* y, double temperature, float* sums, float* dy, long rows, int columns)
    {
        var work = new Backward { DD = dD, X = x, Y = y, Temperature = temperature, Sums = sums, Dy = dy, Rows = rows, Size = columns, RowsPerChunk = Grid.Rows(8L * columns) };
        Grid.Run(pool, work, Grid.Chunks(rows, work.RowsPerChunk));
    }

    private struct Forward : ILaneWork
    {
        public float* X, Y, Divergence, Sums;
        public double Temperature;
        public long Rows;
        public int Size, RowsPerChunk;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            var end = Math.Min(Rows, (chunk + 1L) * RowsPerChunk);
            for (var row = (long)chunk * RowsPerChunk; row < end; row++)
            {
                float* x = X + (row * Size), y = Y + (row * Size);
                float largestX = SoftmaxRow.Largest<TLanes>(x, Size), largestY = SoftmaxRow.Largest<TLanes>(y, Size);
                var (sumX, sumY, product) = SumRow(x, y, Size, largestX, largestY, 1 / Temperature);
                Divergence[row] = (float)((product / sumX) - Math.Log(sumX) + Math.Log(sumY));
                var sums = Sums + (4 * row);
                (sums[0], sums[1], sums[2], sums[3]) = (largestX, (float)(1 / sumX), largestY, (float)(1 / sumY));
            }
        }
    }

    // Σeᵃ, Σeᵇ and Σeᵃ·(a − b) of a = (x − max x)/T and b = (y − max y)/T.
    private static (double SumX, double SumY, double Product) SumRow(float* x, float* y, int size, double largestX, double largestY, double factor)
    {
        Vector<double> sumX = Vector<double>.Zero, sumY = Vector<double>.Zero, product = Vector<double>.Zero;
        var i = 0;
        for (; i <= size - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Widen(Vector.Load(x + i), out var x0, out var x1);
            Vector.Widen(Vector.Load(y + i), out var y0, out var y1);
            Add((x0 - new Vector<double>(largestX)) * factor, (y0 - new Vector<double>(largestY)) * factor, ref sumX, ref sumY, ref product);
            Add((x1 - new Vector<double>(largestX)) * factor, (y1 - new Vector<double>(largestY)) * factor, ref sumX, ref sumY, ref product);
        }

        var total = (SumX: Vector.Sum(sumX), SumY: Vector.Sum(sumY), Product: Vector.Sum(product));
        for (; i < size; i++)
        {
            double a = (x[i] - largestX) * factor, b = (y[i] - largestY) * factor, exponential = Math.Exp(a);
            total.SumX += exponential;
            total.SumY += Math.Exp(b);
            total.Product += exponential == 0 ? 0 : exponential * (a - b);
        }

        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(Vector<double> a, Vector<double> b, ref Vector<double> sumX, ref Vector<double> sumY, ref Vector<double> product)
    {
        var exponential = Vector.Exp(a);
        sumX += exponential;
        sumY += Vector.Exp(b);
        product += Vector.ConditionalSelect(Vector.Equals(exponential, Vector<double>.Zero), Vector<double>.Zero, exponential * (a - b)); // no 0·∞
    }

    private struct Backward : ILaneWork
    {
        public float* DD, X, Y, Sums, Dy;
        public double Temperature;
        public long Rows;
        public int Size, RowsPerChunk;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            var factor = TLanes.Of((float)(1 / Temperature));
            var end = Math.Min(Rows, (chunk + 1L) * RowsPerChunk);
            for (var row = (long)chunk * RowsPerChunk; row < end; row++)
            {
                float* x = X + (row * Size), y = Y + (row * Size), dy = Dy + (row * Size), sums = Sums + (4 * row);
                TLanes largestX = TLanes.Of(sums[0]), largestY = TLanes.Of(sums[2]);
                var scale = (float)(DD[row] / Temperature);
                TLanes scaleX = TLanes.Of(-scale * sums[1]), scaleY = TLanes.Of(scale * sums[3]);
                var i = 0;
                for (; i <= Size - TLanes.Count; i += TLanes.Count)
                {
                    Difference(TLanes.Load(x + i), TLanes.Load(y + i)).Store(dy + i);
                }

                if (i < Size)
                {
                    Difference(TLanes.LoadPartial(x + i, Size - i, 0), TLanes.LoadPartial(y + i, Size - i, 0)).StorePartial(dy + i, Size - i);
                }

                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                TLanes Difference(TLanes ofX, TLanes ofY) => TLanes.MultiplyAdd(
                    Exponential.Exp((ofX - largestX) * factor), scaleX, Exponential.Exp((ofY - largestY) * factor) * scaleY);
            }
        }
    }
}
