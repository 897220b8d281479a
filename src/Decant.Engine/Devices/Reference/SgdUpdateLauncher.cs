using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>Gradient descent with momentum.</summary>
internal sealed unsafe class SgdUpdateLauncher : PlainLauncher<SgdUpdate>
{
    /// <inheritdoc/>
    public override int? TakesOver(int output) => UpdateMemory.TakesOver(output);

    /// <inheritdoc/>
    protected override void RunFloat<T>(SgdUpdate @operator, Step step)
    {
        var memory = new UpdateMemory(step);
        memory.Settle();
        Kernel.Sgd.Step(memory.Weights<T>(), memory.Gradients<T>(), memory.Moment<T>(0), memory.Count, Settings(@operator, memory));
    }

    /// <summary>The numbers of the rule in one update.</summary>
    public static SgdSettings Settings(SgdUpdate @operator, UpdateMemory memory) =>
        new(memory.LearningRate, @operator.Momentum, @operator.Nesterov, @operator.WeightDecay, memory.Scale);
}
