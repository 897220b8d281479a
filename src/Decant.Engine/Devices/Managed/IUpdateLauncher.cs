using Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>
/// A launcher whose update a product can run, a part as soon as its gradient is written; the update is the product's second link then.
/// </summary>
internal interface IUpdateLauncher
{
    /// <summary>The update of a step, and of the chain that it begins.</summary>
    ParameterUpdate Update(Step step);
}
