using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Execution.Launchers;

/// <summary>What a step does besides its product or convolution, as kernels take it.</summary>
internal static unsafe class FusedEpilogue
{
    /// <summary>What is done with a sum while it is in registers or caches.</summary>
    public static Managed.Epilogue Of(Step step) => new()
    {
        Bias = step.In<float>(step.Form.Bias), Residual = step.In<float>(step.Form.Residual),
        SlopeAt = step.In<float>(step.Form.SlopeAt), Sums = step.Out<float>(step.Form.Kept),
        Activation = step.Form.Activation switch
        {
            Relu => Managed.Activation.Relu,
            Gelu => Managed.Activation.Gelu,
            ReluGradient => Managed.Activation.ReluSlope,
            GeluGradient => Managed.Activation.GeluSlope,
            _ => Managed.Activation.None,
        },
    };
}
