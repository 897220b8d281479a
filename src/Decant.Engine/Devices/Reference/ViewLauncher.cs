using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Devices.Reference;

/// <summary>
/// Operators whose output is their input under other sizes: nothing moves, unless the output must lie in memory of its own.
/// </summary>
internal sealed unsafe class ViewLauncher : Launcher<Operator>
{
    /// <inheritdoc/>
    public override IReadOnlyList<Type> Operators { get; } =
    [typeof(Identity), typeof(StopGradient), typeof(Reshape), typeof(Flatten), typeof(Squeeze), typeof(Unsqueeze), typeof(Dropout)];

    /// <inheritdoc/>
    public override bool IsView => true;

    /// <inheritdoc/>
    protected override void Run(Operator @operator, Step step)
    {
        var (x, y) = (step.Inputs[0]!, step.Outputs[0]);
        if (x.Pointer != y.Pointer)
        {
            var bytes = y.Count * y.Type.Size();
            Buffer.MemoryCopy(x.Pointer, y.Pointer, bytes, bytes);
        }
    }
}
