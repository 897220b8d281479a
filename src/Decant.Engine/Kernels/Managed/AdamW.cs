using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// w ← w · (1 − learningRate · weightDecay); m ← β₁ m + (1 − β₁) g; s ← β₂ s + (1 − β₂) g²;
/// w ← w − learningRate/(1 − β₁ᵗ) · m / (√s/√(1 − β₂ᵗ) + ε), in one pass.
/// </summary>
internal static unsafe class AdamW
{
    /// <summary>One step over a block of parameters.</summary>
    /// <param name="pool">Threads.</param>
    /// <param name="weights">Parameters, changed.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="means">State m, changed.</param>
    /// <param name="squares">State s, changed.</param>
    /// <param name="count">Number of parameters.</param>
    /// <param name="settings">Learning rate and the rest.</param>
    public static void Step(WorkerPool pool, float* weights, float* gradients, float* means, float* squares, long count, AdamWSettings settings) =>
        Grid.Run(
            pool,
            new Work
            {
                Weights = weights,
                Gradients = gradients,
                Means = means,
                Squares = squares,
                Count = count,
                Settings = settings,
                StepSize = (float)settings.StepSize,
                RootCorrection = (float)settings.RootCorrection,
            },
            Grid.Chunks(count, Grid.Elements));

    private struct Work : ILaneWork
    {
        public float* Weights, Gradients, Means, Squares;
        public long Count;
        public AdamWSettings Settings;
        public float StepSize, RootCorrection;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            var coefficients = new Coefficients<TLanes>(Settings, StepSize, RootCorrection);
            var end = Math.Min(Count, (chunk + 1L) * Grid.Elements);
            var i = (long)chunk * Grid.Elements;
            for (; i <= end - TLanes.Count; i += TLanes.Count)
            {
                var (mean, square) = (TLanes.Load(Means + i), TLanes.Load(Squares + i));
                coefficients.Step(TLanes.Load(Weights + i), TLanes.Load(Gradients + i), ref mean, ref square).Store(Weights + i);
                mean.Store(Means + i);
                square.Store(Squares + i);
            }

            if (i < end)
            {
                var rest = (int)(end - i);
                var (mean, square) = (TLanes.LoadPartial(Means + i, rest, 0), TLanes.LoadPartial(Squares + i, rest, 0));
                var weight = coefficients.Step(TLanes.LoadPartial(Weights + i, rest, 0), TLanes.LoadPartial(Gradients + i, rest, 0), ref mean, ref square);
                weight.StorePartial(Weights + i, rest);
                mean.StorePartial(Means + i, rest);
                square.StorePartial(Squares + i, rest);
            }
        }
    }

    private readonly struct Coefficients<TLanes>(AdamWSettings settings, float stepSize, float rootCorrection)
        where TLanes : struct, ILanes<TLanes>
    {
        private readonly TLanes _scale = TLanes.Of((float)settings.GradientScale);
        private readonly TLanes _kept = TLanes.Of((float)settings.WeightKept);
        private readonly TLanes _beta1 = TLanes.Of((float)settings.Beta1), _other1 = TLanes.Of((float)(1 - settings.Beta1));
        private readonly TLanes _beta2 = TLanes.Of((float)settings.Beta2), _other2 = TLanes.Of((float)(1 - settings.Beta2));
        private readonly TLanes _epsilon = TLanes.Of((float)settings.Epsilon);
        private readonly TLanes _stepSize = TLanes.Of(stepSize), _rootCorrection = TLanes.Of(rootCorrection);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Step(TLanes weight, TLanes gradient, ref TLanes mean, ref TLanes square)
        {
            gradient *= _scale;
            mean = TLanes.MultiplyAdd(_beta1, mean, _other1 * gradient);
            square = TLanes.MultiplyAdd(_beta2, square, _other2 * gradient * gradient);
            return (weight * _kept) - (_stepSize * mean / ((TLanes.Sqrt(square) / _rootCorrection) + _epsilon));
        }
    }
}
