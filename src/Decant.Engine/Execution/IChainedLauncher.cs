using Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Execution;

/// <summary>A launcher whose managed kernels can be links of a chain.</summary>
internal interface IChainedLauncher
{
    /// <summary>Adds a step's formula to a chain.</summary>
    void Append(Step step, Chain chain);
}
