using Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>A launcher whose kernels can be links of a chain.</summary>
internal interface IChainedLauncher
{
    /// <summary>Adds a step's formula to a chain.</summary>
    void Append(Step step, Chain chain);
}
