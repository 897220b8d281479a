using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>What a step does besides its product or convolution, as kernels take it.</summary>
internal static unsafe class FusedEpilogue
{
    /// <summary>What is done with a sum while it is in registers or caches.</summary>
    public static Kernel.Epilogue Of(Step step) =>
        new()
        {
            Bias = step.In<float>(step.Form.Bias),
            Residual = step.In<float>(step.Form.Residual),
            SlopeAt = step.In<float>(step.Form.SlopeAt),
            Sums = step.Out<float>(step.Form.Kept),
            Low = (float)((step.Form.Activation as Clip)?.Minimum ?? 0),
            High = (float)((step.Form.Activation as Clip)?.Maximum ?? 0),
            Activation = step.Form.Activation switch
            {
                Relu => Kernel.Activation.Relu,
                Clip => Kernel.Activation.Clip,
                HardSwish => Kernel.Activation.HardSwish,
                Gelu => Kernel.Activation.Gelu,
                ReluGradient => Kernel.Activation.ReluSlope,
                GeluGradient => Kernel.Activation.GeluSlope,
                _ => Kernel.Activation.None,
            },
        };
}
