using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>Shrinks the incoming weights of every output unit whose L2 norm is above a limit to the limit.</summary>
internal static unsafe class MaxNorm
{
    // Columns of one chunk: a few cache lines of every row.
    private const int ColumnsPerChunk = 64;

    /// <summary>Limits norms in place.</summary>
    /// <param name="pool">Threads.</param>
    /// <param name="weights">Weights, changed.</param>
    /// <param name="inputs">Shape, seen from the axis of a unit's inputs: (out, in, 1) for weights [out, in], (1, in, out) for weights [in,
    /// out].</param>
    /// <param name="limit">Largest norm, more than 0.</param>
    public static void Run(WorkerPool pool, float* weights, AlongAxis inputs, double limit)
    {
        if (inputs.Inner == 1)
        {
            var rows = new Rows
            {
                Weights = weights,
                Inputs = inputs,
                Limit = limit,
                PerChunk = Grid.Rows(inputs.Size),
            };
            Grid.Run(pool, rows, Grid.Chunks(inputs.Outer, rows.PerChunk));
            return;
        }

        var columns = new Columns
        {
            Weights = weights,
            Inputs = inputs,
            Limit = (float)limit,
            ChunksPerBlock = Grid.Chunks(inputs.Inner, ColumnsPerChunk),
        };
        Grid.Run(pool, columns, checked((int)(inputs.Outer * columns.ChunksPerBlock)));
    }

    // A unit's inputs lie side by side.
    private struct Rows : ILaneWork
    {
        public float* Weights;
        public AlongAxis Inputs;
        public double Limit;
        public int PerChunk;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            var end = Math.Min(Inputs.Outer, (chunk + 1L) * PerChunk);
            for (var unit = (long)chunk * PerChunk; unit < end; unit++)
            {
                var weights = Weights + (unit * Inputs.Size);
                var norm = Math.Sqrt(SoftmaxRow.Dot<TLanes>(weights, weights, Inputs.Size));
                if (norm <= Limit)
                {
                    continue;
                }

                var factor = TLanes.Of((float)(Limit / norm));
                for (var i = 0; i < Inputs.Size; i += TLanes.Count)
                {
                    var width = Math.Min(TLanes.Count, Inputs.Size - i);
                    (TLanes.LoadPartial(weights + i, width, 0) * factor).StorePartial(weights + i, width);
                }
            }
        }
    }

    // Neighbouring units, one per lane, down their inputs.
    private struct Columns : ILaneWork
    {
        public float* Weights;
        public AlongAxis Inputs;
        public float Limit;
        public int ChunksPerBlock;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            var (block, part) = Math.DivRem(chunk, ChunksPerBlock);
            var weights = Weights + (block * Inputs.Size * Inputs.Inner);
            var end = Math.Min(Inputs.Inner, (part + 1L) * ColumnsPerChunk);
            for (var unit = (long)part * ColumnsPerChunk; unit < end; unit += TLanes.Count)
            {
                var width = (int)Math.Min(TLanes.Count, end - unit);
                var squares = TLanes.Of(0);
                for (var i = 0; i < Inputs.Size; i++)
                {
                    var row = TLanes.LoadPartial(weights + (i * Inputs.Inner) + unit, width, 0);
                    squares = TLanes.MultiplyAdd(row, row, squares);
                }

                var norm = TLanes.Sqrt(squares);
                if (norm.Largest() <= Limit)
                {
                    continue;
                }

                var factor = TLanes.Select(TLanes.LessOrEqual(norm, TLanes.Of(Limit)), TLanes.Of(1), TLanes.Of(Limit) / norm);
                for (var i = 0; i < Inputs.Size; i++)
                {
                    var row = weights + (i * Inputs.Inner) + unit;
                    (TLanes.LoadPartial(row, width, 0) * factor).StorePartial(row, width);
                }
            }
        }
    }
}
