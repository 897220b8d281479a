using Decant.Engine.Devices;
using Decant.Engine.Devices.Auto;
using Decant.Engine.Devices.Managed;
using Decant.Engine.Devices.OneDnn;
using Decant.Engine.Devices.Reference;
using Decant.Engine.Kernels;
using Decant.Engine.Kernels.OneDnn;

namespace Decant.Engine.Execution;

/// <summary>
/// The devices by name: <c>managed</c>, <c>onednn</c>, <c>reference</c>, and <c>auto</c>, which takes of these what is fastest.
/// </summary>
internal static class DeviceCatalogue
{
    private static readonly (string Name, Func<WorkerPool, ExecutionProfile?, Device> Open, Func<string> Describe)[] s_devices =
    [
        (
            AutoDevice.DeviceName,
            (pool, profile) => new AutoDevice(pool, profile),
            () => AutoDevice.UsesOneDnn ? $"managed, and for bf16 oneDNN {OneDnnLibrary.Version}" : ManagedDevice.DeviceName
        ),
        (ManagedDevice.DeviceName, (pool, profile) => new ManagedDevice(pool, profile), () => ManagedDevice.DeviceName),
        (OneDnnDevice.DeviceName, (pool, profile) => new OneDnnDevice(pool, profile), () => $"oneDNN {OneDnnLibrary.Version}"),
        (ReferenceDevice.DeviceName, (pool, profile) => new ReferenceDevice(pool, profile), () => ReferenceDevice.DeviceName),
    ];

    /// <summary>The names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_devices.Select(device => device.Name)];

    /// <summary>The name of the device that <see cref="Default"/> opens.</summary>
    public static string DefaultName => ManagedDevice.DeviceName;

    /// <summary>Opens a device.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="pool">
    /// The threads that do the work; whoever made them disposes them, after everything that was compiled for the device.
    /// </param>
    /// <param name="profile">Is told what the operators take; null for no one.</param>
    /// <exception cref="DecantException">There is no device of this name; the message lists the known names and the nearest.</exception>
    public static Device Open(string name, WorkerPool pool, ExecutionProfile? profile = null) => Find(name).Open(pool, profile);

    /// <summary>Opens the fastest device that needs nothing installed: SIMD in C#, several threads.</summary>
    /// <param name="pool">
    /// The threads that do the work; whoever made them disposes them, after everything that was compiled for the device.
    /// </param>
    /// <param name="profile">Is told what the operators take; null for no one.</param>
    public static Device Default(WorkerPool pool, ExecutionProfile? profile = null) => new ManagedDevice(pool, profile);

    /// <summary>Opens the device that the others are judged by: plain loops, float32, float64 and whole numbers; slow.</summary>
    /// <param name="pool">Threads; one is used.</param>
    public static Device Plain(WorkerPool pool) => new ReferenceDevice(pool, null);

    /// <summary>What a device is on this machine, such as <c>managed</c> or <c>oneDNN 2.6.3</c>.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="DecantException">There is no device of this name; the message lists the known names and the nearest.</exception>
    public static string Describe(string name) => Find(name).Describe();

    /// <summary>The device for a run that asks for one, or leaves the choice.</summary>
    /// <param name="asked">The name that is asked for; null for <c>auto</c>.</param>
    /// <param name="isHalf">Whether some of the work is done in bfloat16.</param>
    /// <returns>Its name: <c>auto</c> only where it can mean more than the default.</returns>
    /// <exception cref="DecantException">There is no device of this name, or it needs a library that is not installed.</exception>
    public static string Choose(string? asked, bool isHalf)
    {
        var name = Find(asked ?? AutoDevice.DeviceName).Name;
        if (name == OneDnnDevice.DeviceName)
        {
            OneDnnLibrary.Require();
        }

        return name == AutoDevice.DeviceName && !(isHalf && AutoDevice.UsesOneDnn) ? DefaultName : name;
    }

    /// <summary>Tells the devices where their libraries are.</summary>
    /// <param name="variable">Gives an environment variable, or null; <c>DECANT_ONEDNN</c> names the file of oneDNN, or <c>off</c>.</param>
    public static void LookIn(Func<string, string?> variable) => OneDnnLibrary.LookIn(variable(OneDnnLibrary.Variable));

    private static (string Name, Func<WorkerPool, ExecutionProfile?, Device> Open, Func<string> Describe) Find(string name)
    {
        var place = Array.FindIndex(s_devices, device => device.Name == name);
        return place >= 0
            ? s_devices[place]
            : throw new DecantException($"{NearestName.Explain("device", name, Names)}. Choose one of these.");
    }
}
