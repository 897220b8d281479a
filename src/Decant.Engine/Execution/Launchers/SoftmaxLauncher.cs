using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>Softmax along an axis.</summary>
internal sealed unsafe class SoftmaxLauncher : Launcher<Softmax>
{
    /// <inheritdoc/>
    protected override void RunReference<T>(Softmax @operator, Step step) => Reference.Softmax.Run(
        (T*)step.Inputs[0]!.Pointer, (T*)step.Outputs[0].Pointer, AlongAxis.Of(step.Inputs[0]!.Sizes, (int)@operator.Axis));
}
