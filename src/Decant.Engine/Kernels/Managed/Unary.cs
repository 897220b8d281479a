using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>y[i] = formula(x[i]).</summary>
internal static unsafe class Unary
{
    /// <summary>Applies a formula to every element. y may be x.</summary>
    public static void Run<TFormula>(WorkerPool pool, TFormula formula, float* x, float* y, long count)
        where TFormula : unmanaged, IUnaryFormula =>
        Grid.Run(pool, new Work<TFormula> { Formula = formula, X = x, Y = y, Count = count }, Grid.Chunks(count, Grid.Elements));

    private struct Work<TFormula> : ILaneWork
        where TFormula : unmanaged, IUnaryFormula
    {
        public TFormula Formula;
        public float* X, Y;
        public long Count;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            var start = (long)chunk * Grid.Elements;
            var formula = Formula;
            float* x = X + start, y = Y + start;
            var count = (int)Math.Min(Grid.Elements, Count - start);
            var i = 0;
            for (; i <= count - TLanes.Count; i += TLanes.Count)
            {
                formula.Apply(TLanes.Load(x + i)).Store(y + i);
            }

            if (i < count)
            {
                formula.Apply(TLanes.LoadPartial(x + i, count - i, 1)).StorePartial(y + i, count - i);
            }
        }
    }
}
