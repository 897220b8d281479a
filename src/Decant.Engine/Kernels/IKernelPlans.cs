namespace Decant.Engine.Kernels;

/// <summary>What a library's kernels keep for one compiled graph, from run to run.</summary>
internal interface IKernelPlans : IDisposable
{
    /// <summary>The implementations that the library chose so far, each once.</summary>
    IEnumerable<string> Implementations { get; }
}
