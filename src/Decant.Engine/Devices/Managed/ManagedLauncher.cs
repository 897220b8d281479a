using Decant.Engine.Graphs;

namespace Decant.Engine.Devices.Managed;

/// <summary>The launcher of an operator whose fast kernel computes float32 alone.</summary>
/// <typeparam name="TOperator">The operator.</typeparam>
internal abstract class ManagedLauncher<TOperator> : Launcher<TOperator>
    where TOperator : Operator
{
    /// <inheritdoc/>
    public sealed override bool Fuses => true;

    /// <inheritdoc/>
    public override bool Takes(Node node) => node.Outputs[0].Type == ElementType.Float32;
}
