using Decant.Engine.Devices.Managed;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Kernels.OneDnn;

namespace Decant.Engine.Devices.OneDnn;

/// <summary>
/// Matrix products and convolutions through the library oneDNN, which must be installed; everything else on managed kernels.
/// </summary>
internal sealed class OneDnnDevice(WorkerPool pool, ExecutionProfile? profile) : Device(DeviceName, pool, profile)
{
    /// <summary>Its name.</summary>
    public const string DeviceName = "onednn";

    /// <summary>Its launchers, then those of the managed kernels.</summary>
    public static LauncherTable Table { get; } =
        new(
            [
                new ConvDataGradientLauncher(),
                new ConvLauncher(),
                new ConvWeightGradientLauncher(),
                new GemmLauncher(),
                new MatMulLauncher(),
            ],
            ManagedDevice.Table
        );

    /// <inheritdoc/>
    internal override Launcher Launcher(Node node) => Table.Find(node);

    /// <inheritdoc/>
    internal override IKernelPlans? CreatePlans()
    {
        OneDnnLibrary.Require();
        return new OneDnnPlans();
    }
}
