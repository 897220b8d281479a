namespace Decant.Engine.Execution.Launchers;

/// <summary>The sizes of a value in the current run.</summary>
internal sealed class ShapeOfLauncher : Launcher
{
    /// <inheritdoc/>
    public override void Run(Step step)
    {
        var sizes = step.Inputs[0]!.Sizes;
        var y = step.Outputs[0].Span<long>();
        for (var axis = 0; axis < y.Length; axis++)
        {
            y[axis] = sizes[axis];
        }
    }
}
