using Decant.Engine.Kernels;
using Decant.Engine.Operators;

namespace Decant.Engine.Devices.Movement;

/// <summary>Values one after the other along an axis.</summary>
internal sealed class ConcatLauncher(Mover mover) : Launcher<Concat>
{
    /// <inheritdoc/>
    protected override void Run(Concat @operator, Step step)
    {
        var y = step.Outputs[0];
        var axis = (int)@operator.Axis;
        var position = 0;
        foreach (var x in step.Inputs)
        {
            var part = AlongAxis.Of(x!.Sizes, axis);
            mover.Run(step, x, y, MovePlan.Concat(part, position, AlongAxis.Of(y.Sizes, axis).Size));
            position += part.Size;
        }
    }
}
