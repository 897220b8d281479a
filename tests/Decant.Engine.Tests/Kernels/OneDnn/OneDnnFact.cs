using Decant.Engine.Graphs;
using Decant.Engine.Kernels.OneDnn;

namespace Decant.Engine.Tests.Kernels.OneDnn;

/// <summary>Tests of oneDNN's kernels are left out, with the reason, where the library is missing.</summary>
internal static class OneDnnFact
{
    public static void SkipWithoutLibrary() =>
        Assert.SkipUnless(OneDnnLibrary.IsAvailable, "oneDNN 2.6 (Debian: libdnnl2) is not installed");

    public static void SkipWithoutLibrary(ElementType type)
    {
        SkipWithoutLibrary();
        Assert.SkipUnless(
            type != ElementType.BFloat16 || OneDnnLibrary.HasHalfProducts,
            "oneDNN multiplies bfloat16 on processors with AVX-512"
        );
    }
}
