using Decant.Engine.Graphs;

namespace Decant.Engine.Tests.Kernels.OneDnn;

/// <summary>Numbers in the element type that a kernel is to read.</summary>
internal static class Operands
{
    /// <summary>Numbers that the element type holds exactly.</summary>
    public static double[] Exact(ElementType type, long count, ulong seed) =>
        Array.ConvertAll(Sample.Doubles(count, seed), x => type == ElementType.BFloat16 ? (float)(BFloat16)(float)x : x);

    /// <summary>The same numbers in native memory.</summary>
    public static Tensor Of(ElementType type, double[] values) =>
        type == ElementType.BFloat16 ? Tensor.From<BFloat16>(Array.ConvertAll(values, x => (BFloat16)(float)x)) : Sample.Floats(values);
}
