using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>Adam with decoupled weight decay.</summary>
internal sealed unsafe class AdamWUpdateLauncher : PlainLauncher<AdamWUpdate>
{
    /// <inheritdoc/>
    public override int? TakesOver(int output) => UpdateMemory.TakesOver(output);

    /// <inheritdoc/>
    protected override void RunFloat<T>(AdamWUpdate @operator, Step step)
    {
        var memory = new UpdateMemory(step);
        memory.Settle();
        Kernel.AdamW.Step(
            memory.Weights<T>(),
            memory.Gradients<T>(),
            memory.Moment<T>(0),
            memory.Moment<T>(1),
            memory.Count,
            Settings(@operator, memory)
        );
    }

    /// <summary>The numbers of the rule in one update.</summary>
    public static AdamWSettings Settings(AdamWUpdate @operator, UpdateMemory memory) =>
        new(
            memory.LearningRate,
            @operator.GradientMemory,
            @operator.SquareMemory,
            @operator.Epsilon,
            @operator.WeightDecay,
            memory.Number,
            memory.Scale
        );
}
