using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Managed;
using Plain = Decant.Engine.Devices.Reference;

namespace Decant.Engine.Devices.Managed;

/// <summary>Gradient descent with momentum.</summary>
internal sealed unsafe class SgdUpdateLauncher : ManagedLauncher<SgdUpdate>, IUpdateLauncher
{
    /// <inheritdoc/>
    public override int? TakesOver(int output) => UpdateMemory.TakesOver(output);

    /// <inheritdoc/>
    public Kernel.ParameterUpdate Update(Step step)
    {
        var memory = new UpdateMemory(step);
        return Kernel.Sgd.Of(
            memory.Weights<float>(),
            memory.Gradients<float>(),
            memory.Moment<float>(0),
            memory.Count,
            Plain.SgdUpdateLauncher.Settings((SgdUpdate)step.Node.Operator, memory)
        );
    }

    /// <inheritdoc/>
    protected override void Run(SgdUpdate @operator, Step step)
    {
        new UpdateMemory(step).Settle();
        Update(step).Run(step.Pool);
    }
}
