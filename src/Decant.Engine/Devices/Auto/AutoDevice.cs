using Decant.Engine.Devices.Managed;
using Decant.Engine.Devices.OneDnn;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Kernels.OneDnn;

namespace Decant.Engine.Devices.Auto;

/// <summary>
/// For each operator what is fastest here. Measured on processors with AVX-512: in float32 managed kernels are as fast as oneDNN's; in
/// bfloat16 oneDNN is several times faster with matrix units (AMX), and half as fast as float32 without them. So oneDNN runs what reads
/// bfloat16 where it is installed and the processor has matrix units, and managed kernels run everything else.
/// </summary>
internal sealed class AutoDevice(WorkerPool pool, ExecutionProfile? profile) : Device(DeviceName, pool, profile)
{
    /// <summary>Its name.</summary>
    public const string DeviceName = "auto";

    /// <summary>Whether it can mean more than managed kernels on this machine.</summary>
    public static bool UsesOneDnn => OneDnnLibrary.HasMatrixUnits;

    /// <inheritdoc/>
    internal override Launcher Launcher(Node node) =>
        (node.Inputs.FirstOrDefault()?.Type == ElementType.BFloat16 && UsesOneDnn ? OneDnnDevice.Table : ManagedDevice.Table).Find(node);

    /// <inheritdoc/>
    internal override IKernelPlans? CreatePlans() => UsesOneDnn ? new OneDnnPlans() : null;
}
