using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>The same numbers as another element type.</summary>
internal sealed unsafe class CastLauncher : Launcher
{
    /// <inheritdoc/>
    public override void Run(Step step)
    {
        var (x, y) = (step.Inputs[0]!, step.Outputs[0]);
        Reference.Cast.Run(x.Type, x.Pointer, y.Type, y.Pointer, y.Count);
    }
}
