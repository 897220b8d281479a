using Decant.Engine.Operators;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>Copies along the axes in which the input has 1 or nothing, divided by their number when they are to average.</summary>
internal sealed unsafe class BroadcastToLauncher : Launcher<BroadcastTo>
{
    /// <inheritdoc/>
    protected override void RunReference<T>(BroadcastTo @operator, Step step)
    {
        var (x, y) = (step.Inputs[0]!, step.Outputs[0]);
        var share = @operator.Average && y.Count > 0 ? T.CreateChecked(x.Count) / T.CreateChecked(y.Count) : T.One;
        Reference.Binary.Run<T, T, Reference.Formulas.Mul<T>>(default, (T*)x.Pointer, &share, (T*)y.Pointer, step.Nest(scalar: true));
    }
}
