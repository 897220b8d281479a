using Decant.Engine.Graphs;
using Decant.Engine.Kernels.OneDnn;
using Decant.Engine.Operators;

namespace Decant.Engine.Execution;

/// <summary>
/// Which kernels run an operator. Measured on processors with AVX-512: in float32 managed kernels are as fast as oneDNN's; in bfloat16 oneDNN is several times
/// faster with matrix units (AMX), and half as fast as float32 without them.
/// </summary>
public static class KernelChoice
{
    /// <summary>The kernels that products and convolutions take when they read an element type.</summary>
    /// <param name="wanted">What is asked for.</param>
    /// <param name="type">What they read.</param>
    public static KernelSet For(KernelSet wanted, ElementType type) =>
        wanted != KernelSet.Auto ? wanted
        : type == ElementType.BFloat16 && OneDnnLibrary.HasMatrixUnits ? KernelSet.OneDnn
        : KernelSet.Managed;

    /// <summary>What a set of kernels is on this machine, such as <c>managed</c> or <c>oneDNN 2.6.3</c>.</summary>
    public static string Describe(KernelSet kernels) => kernels switch
    {
        KernelSet.OneDnn => $"oneDNN {OneDnnLibrary.Version}",
        KernelSet.Auto when For(kernels, ElementType.BFloat16) == KernelSet.OneDnn => $"managed, and for bf16 oneDNN {OneDnnLibrary.Version}",
        KernelSet.Reference => "reference",
        _ => "managed",
    };

    /// <summary>The kernels of a node.</summary>
    internal static KernelSet For(Node node, KernelSet wanted)
    {
        var chosen = For(wanted, node.Inputs.FirstOrDefault()?.Type ?? ElementType.Float32);
        return chosen == KernelSet.OneDnn && node.Operator is not (Gemm or MatMul or Conv or ConvDataGradient or ConvWeightGradient) ? KernelSet.Managed : chosen;
    }

    /// <summary>Whether oneDNN may run some of a graph's nodes; it is loaded then.</summary>
    /// <exception cref="DecantException">It is asked for and not installed.</exception>
    internal static bool NeedsOneDnn(KernelSet wanted)
    {
        if (wanted == KernelSet.OneDnn)
        {
            OneDnnLibrary.Require();
        }

        return For(wanted, ElementType.BFloat16) == KernelSet.OneDnn;
    }
}
