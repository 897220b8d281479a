using Decant.Engine.Graphs;

namespace Decant.Engine.Devices;

/// <summary>The launchers of a device, and the table of the device to which it hands what it lacks.</summary>
/// <param name="own">The device's own launchers; no operator twice.</param>
/// <param name="next">Where to look next; null for the last.</param>
internal sealed class LauncherTable(IReadOnlyList<Launcher> own, LauncherTable? next = null)
{
    private readonly Dictionary<Type, Launcher> _byOperator = own.SelectMany(
            launcher => launcher.Operators,
            (launcher, type) => (type, launcher)
        )
        .ToDictionary();

    /// <summary>The device's own launchers.</summary>
    public IReadOnlyList<Launcher> Own => own;

    /// <summary>
    /// The launcher of a node: what is written for its operator itself comes before what is written for a base type of it, then the first
    /// device of the row that has a kernel for the node's element types.
    /// </summary>
    /// <exception cref="DecantException">Nothing can run the operator.</exception>
    public Launcher Find(Node node)
    {
        for (var type = node.Operator.Core.GetType(); type is not null; type = type.BaseType)
        {
            for (var table = this; table is not null; table = table.Next)
            {
                if (table._byOperator.TryGetValue(type, out var launcher) && launcher.Takes(node))
                {
                    return launcher;
                }
            }
        }

        throw new DecantException($"Compile: no kernel runs the operator {node.Operator.Name} that computes '{node.Outputs[0].Name}'.");
    }

    private LauncherTable? Next => next;
}
