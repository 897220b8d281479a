using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;

namespace Decant.Engine.Devices;

/// <summary>
/// With what graphs are computed: memory, threads, kernels, and who is told how long operators take. All graphs of a run are compiled for
/// the same one, and run one after the other. A device is opened by name.
/// </summary>
internal abstract class Device
{
    private protected Device(string name, WorkerPool pool, ExecutionProfile? profile) => (Name, Pool, Profile) = (name, pool, profile);

    /// <summary>Its name, such as <c>managed</c>.</summary>
    public string Name { get; }

    /// <summary>The threads that do the work; whoever made them disposes them, after everything that was compiled for the device.</summary>
    public WorkerPool Pool { get; }

    /// <summary>Is told what the operators take; null for no one.</summary>
    public ExecutionProfile? Profile { get; private set; }

    /// <summary>Bytes that weights and arena together may take; null for what the machine has.</summary>
    public long? Memory { get; private set; }

    /// <summary>What the graphs are for, in front of their names in a profile, such as "distilled, seed 1, step"; may be empty.</summary>
    public string Purpose { get; private set; } = "";

    /// <summary>
    /// Bytes of the memory that all graphs of this device compute in: as many as the largest of them needs that is not disposed.
    /// </summary>
    public long ArenaBytes => Arena.Bytes;

    /// <summary>That memory.</summary>
    internal SharedArena Arena { get; } = new();

    /// <summary>The same device for graphs of a narrower purpose.</summary>
    /// <param name="purpose">What is added to the purpose so far.</param>
    public Device For(string purpose)
    {
        var view = (Device)MemberwiseClone();
        view.Purpose = Purpose.Length == 0 ? purpose : $"{Purpose}, {purpose}";
        return view;
    }

    /// <summary>The same device with a limit.</summary>
    /// <param name="bytes">Bytes that weights and arena together may take; null for what the machine has.</param>
    public Device Within(long? bytes)
    {
        var view = (Device)MemberwiseClone();
        view.Memory = bytes;
        return view;
    }

    /// <summary>The same device for graphs that report to no profile.</summary>
    public Device WithoutProfile()
    {
        var view = (Device)MemberwiseClone();
        view.Profile = null;
        return view;
    }

    /// <summary>What runs a node: its own launcher, or that of the device to which it hands what it lacks.</summary>
    /// <exception cref="DecantException">Nothing can run the operator.</exception>
    internal abstract Launcher Launcher(Node node);

    /// <summary>The order of axes in which the kernel of a node wants images.</summary>
    internal ImageOrder Order(Node node) => Launcher(node).Order(node);

    /// <summary>Whether the kernel of a node reads bfloat16 itself.</summary>
    internal bool ReadsHalf(Node node) => Launcher(node).ReadsHalf;

    /// <summary>Whether the kernel of a node does all of it in one go.</summary>
    internal bool IsWhole(Node node) => FusedForm.Of(node) is not null && Launcher(node).Fuses;

    /// <summary>What the kernels keep for one compiled graph, from run to run; null where they keep nothing.</summary>
    /// <exception cref="DecantException">The device needs a library that is not installed.</exception>
    internal virtual IKernelPlans? CreatePlans() => null;
}
