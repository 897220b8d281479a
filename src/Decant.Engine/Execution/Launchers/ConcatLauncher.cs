using Decant.Engine.Kernels;
using Decant.Engine.Operators;

namespace Decant.Engine.Execution.Launchers;

/// <summary>Values one after the other along an axis.</summary>
internal sealed class ConcatLauncher : Launcher
{
    /// <inheritdoc/>
    public override void Run(Step step)
    {
        var y = step.Outputs[0];
        var axis = (int)((Concat)step.Node.Operator).Axis;
        var position = 0;
        foreach (var x in step.Inputs)
        {
            var part = AlongAxis.Of(x!.Sizes, axis);
            step.Move(x, y, MovePlan.Concat(part, position, AlongAxis.Of(y.Sizes, axis).Size));
            position += part.Size;
        }
    }
}
