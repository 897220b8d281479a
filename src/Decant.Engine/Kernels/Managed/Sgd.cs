using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// d = g + weightDecay · w; v ← momentum · v + d; w ← w − learningRate · (nesterov ? d + momentum · v : v), in one pass.
/// </summary>
internal static unsafe class Sgd
{
    /// <summary>One step over a block of parameters.</summary>
    /// <param name="pool">Threads.</param>
    /// <param name="weights">Parameters, changed.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="velocities">State, changed; may be null when the momentum is 0.</param>
    /// <param name="count">Number of parameters.</param>
    /// <param name="settings">Learning rate and the rest.</param>
    public static void Step(WorkerPool pool, float* weights, float* gradients, float* velocities, long count, SgdSettings settings) =>
        Grid.Run(
            pool,
            new Work { Weights = weights, Gradients = gradients, Velocities = velocities, Count = count, Settings = settings },
            Grid.Chunks(count, Grid.Elements));

    private struct Work : ILaneWork
    {
        public float* Weights, Gradients, Velocities;
        public long Count;
        public SgdSettings Settings;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            var coefficients = new Coefficients<TLanes>(Settings);
            var end = Math.Min(Count, (chunk + 1L) * Grid.Elements);
            var i = (long)chunk * Grid.Elements;
            for (; i <= end - TLanes.Count; i += TLanes.Count)
            {
                var velocity = Settings.Momentum != 0 ? TLanes.Load(Velocities + i) : default;
                var weight = coefficients.Step(TLanes.Load(Weights + i), TLanes.Load(Gradients + i), ref velocity);
                weight.Store(Weights + i);
                if (Settings.Momentum != 0)
                {
                    velocity.Store(Velocities + i);
                }
            }

            if (i < end)
            {
                var rest = (int)(end - i);
                var velocity = Settings.Momentum != 0 ? TLanes.LoadPartial(Velocities + i, rest, 0) : default;
                var weight = coefficients.Step(TLanes.LoadPartial(Weights + i, rest, 0), TLanes.LoadPartial(Gradients + i, rest, 0), ref velocity);
                weight.StorePartial(Weights + i, rest);
                if (Settings.Momentum != 0)
                {
                    velocity.StorePartial(Velocities + i, rest);
                }
            }
        }
    }

    private readonly struct Coefficients<TLanes>(SgdSettings settings)
        where TLanes : struct, ILanes<TLanes>
    {
        private readonly TLanes _scale = TLanes.Of((float)settings.GradientScale);
        private readonly TLanes _weightDecay = TLanes.Of((float)settings.WeightDecay);
        private readonly TLanes _momentum = TLanes.Of((float)settings.Momentum);
        private readonly TLanes _minusLearningRate = TLanes.Of(-(float)settings.LearningRate);
        private readonly bool _hasMomentum = settings.Momentum != 0;
        private readonly bool _nesterov = settings.Nesterov;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Step(TLanes weight, TLanes gradient, ref TLanes velocity)
        {
            var direction = TLanes.MultiplyAdd(_weightDecay, weight, gradient * _scale);
            if (_hasMomentum)
            {
                velocity = TLanes.MultiplyAdd(_momentum, velocity, direction);
                direction = _nesterov ? TLanes.MultiplyAdd(_momentum, velocity, direction) : velocity;
            }

            return TLanes.MultiplyAdd(_minusLearningRate, direction, weight);
        }
    }
}
