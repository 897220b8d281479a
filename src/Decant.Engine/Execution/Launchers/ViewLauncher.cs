using Decant.Engine.Graphs;

namespace Decant.Engine.Execution.Launchers;

/// <summary>Operators whose output is their input under other sizes: nothing moves, unless the output must lie in memory of its own.</summary>
internal sealed unsafe class ViewLauncher : Launcher
{
    /// <inheritdoc/>
    public override bool IsView => true;

    /// <inheritdoc/>
    public override void Run(Step step)
    {
        var (x, y) = (step.Inputs[0]!, step.Outputs[0]);
        if (x.Pointer != y.Pointer)
        {
            var bytes = y.Count * y.Type.Size();
            Buffer.MemoryCopy(x.Pointer, y.Pointer, bytes, bytes);
        }
    }
}
