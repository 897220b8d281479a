using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Managed;
using Plain = Decant.Engine.Devices.Reference;

namespace Decant.Engine.Devices.Managed;

/// <summary>Adam with decoupled weight decay.</summary>
internal sealed unsafe class AdamWUpdateLauncher : ManagedLauncher<AdamWUpdate>, IUpdateLauncher
{
    /// <inheritdoc/>
    public override int? TakesOver(int output) => UpdateMemory.TakesOver(output);

    /// <inheritdoc/>
    public Kernel.ParameterUpdate Update(Step step)
    {
        var memory = new UpdateMemory(step);
        return Kernel.AdamW.Of(
            memory.Weights<float>(),
            memory.Gradients<float>(),
            memory.Moment<float>(0),
            memory.Moment<float>(1),
            memory.Count,
            Plain.AdamWUpdateLauncher.Settings((AdamWUpdate)step.Node.Operator, memory)
        );
    }

    /// <inheritdoc/>
    protected override void Run(AdamWUpdate @operator, Step step)
    {
        new UpdateMemory(step).Settle();
        Update(step).Run(step.Pool);
    }
}
