using Decant.Engine.Graphs;
using Decant.Engine.Kernels.OneDnn;

namespace Decant.Engine.Devices.OneDnn;

/// <summary>The launcher of a product that oneDNN computes: of float32 or bfloat16, with sums in float32.</summary>
/// <typeparam name="TOperator">The operator.</typeparam>
internal abstract class OneDnnLauncher<TOperator> : Launcher<TOperator>
    where TOperator : Operator
{
    /// <inheritdoc/>
    public sealed override bool ReadsHalf => OneDnnLibrary.HasHalfProducts;

    /// <inheritdoc/>
    public sealed override bool Fuses => true;

    /// <inheritdoc/>
    public sealed override bool Takes(Node node) => node.Outputs[0].Type == ElementType.Float32;

    /// <summary>The primitives that the compiled graph keeps.</summary>
    protected static OneDnnPlans Plans(Step step) => (OneDnnPlans)step.Plans!;
}
