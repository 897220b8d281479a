using Decant.Engine.Kernels.OneDnn;

namespace Decant.Engine.Tests.Kernels.OneDnn;

/// <summary>Tests of oneDNN's kernels are left out, with the reason, where the library is missing.</summary>
internal static class OneDnnFact
{
    public static void SkipWithoutLibrary() =>
        Assert.SkipUnless(OneDnnLibrary.IsAvailable, "oneDNN 2.6 (Debian: libdnnl2) is not installed");
}
