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
        return chosen == KernelSet.OneDnn && node.Operator.Core is not (Gemm or MatMul or Conv or ConvDataGradient or ConvWeightGradient) ? KernelSet.Managed : chosen;
    }

    /// <summary>
    /// The kernels that compute numbers of a type: the fast ones know float32 alone, everything else goes through the plain loops. Kernels that only move elements
    /// take all types.
    /// </summary>
    /// <param name="chosen">The kernels of a node.</param>
    /// <param name="type">The type of what it gives.</param>
    internal static KernelSet Computing(KernelSet chosen, ElementType type) => type == ElementType.Float32 ? chosen : KernelSet.Reference;

    /// <summary>Whether the kernels of a node do all of it in one go; the plain loops know operators alone.</summary>
    internal static bool IsWhole(Node node, KernelSet wanted) =>
        FusedForm.Of(node) is not null && Computing(For(node, wanted), node.Outputs[0].Type) != KernelSet.Reference;

    /// <summary>The order of axes in which the kernels of a node want images: the plain loops of convolutions know N, C, H, W alone.</summary>
    internal static ImageOrder Order(Node node, KernelSet wanted)
    {
        var order = node.Operator.Order(node);
        return order == ImageOrder.ChannelsLast && Computing(For(node, wanted), node.Outputs[0].Type) == KernelSet.Reference ? ImageOrder.Standard : order;
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
