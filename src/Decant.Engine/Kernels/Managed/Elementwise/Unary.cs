using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>y[i] = formula(x[i]).</summary>
internal static unsafe class Unary
{
    /// <summary>Applies a formula to every element. y may be x.</summary>
    public static void Run<TFormula>(WorkerPool pool, TFormula formula, float* x, float* y, long count)
        where TFormula : unmanaged, IUnaryFormula =>
        Grid.Run(
            pool,
            new ElementwisePart<Work<TFormula>>
            {
                Work = new() { Formula = formula },
                A = x,
                Y = y,
                Count = count,
            },
            Grid.Chunks(count, Grid.Elements)
        );

    /// <summary>The loop; the second operand is not looked at.</summary>
    public struct Work<TFormula> : IElementwiseWork
        where TFormula : unmanaged, IUnaryFormula
    {
        public TFormula Formula;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(float* a, float* b, float* y, long start, int count)
            where TLanes : struct, ILanes<TLanes>
        {
            var formula = Formula;
            float* x = a + start,
                result = y + start;
            var i = 0;
            for (; i <= count - TLanes.Count; i += TLanes.Count)
            {
                formula.Apply(TLanes.Load(x + i)).Store(result + i);
            }

            if (i < count)
            {
                formula.Apply(TLanes.LoadPartial(x + i, count - i, 1)).StorePartial(result + i, count - i);
            }
        }
    }
}
