using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>Values one after the other along an axis.</summary>
internal sealed unsafe class ConcatLauncher : Launcher
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
            Reference.Move.Run(x.Pointer, y.Pointer, y.Type.Size(), MovePlan.Concat(part, position, AlongAxis.Of(y.Sizes, axis).Size));
            position += part.Size;
        }
    }
}
