using Decant.Engine.Operators;

namespace Decant.Engine.Devices.Reference;

/// <summary>The sizes of a value in the current run.</summary>
internal sealed class ShapeOfLauncher : Launcher<ShapeOf>
{
    /// <inheritdoc/>
    protected override void Run(ShapeOf @operator, Step step)
    {
        var sizes = step.Inputs[0]!.Sizes;
        var y = step.Outputs[0].Span<long>();
        for (var axis = 0; axis < y.Length; axis++)
        {
            y[axis] = sizes[axis];
        }
    }
}
