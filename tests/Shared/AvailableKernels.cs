using Decant.Engine.Execution;
using Decant.Engine.Kernels.OneDnn;

namespace Decant.Tests.Shared;

/// <summary>The sets of kernels of this machine. Tests of oneDNN alone say that they are left out where the library is missing.</summary>
internal static class AvailableKernels
{
    public static IReadOnlyList<string> Names { get; } =
    [.. DeviceCatalogue.Names.Where(name => name != "onednn" || OneDnnLibrary.IsAvailable)];
}
