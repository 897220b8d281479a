using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Passes;

namespace Decant.Adoption.Texts;

/// <summary>Gives the sizes that a network only names other names.</summary>
internal static class SizeNames
{
    /// <summary>The network with other names of its sizes; numbers are shared with it.</summary>
    /// <param name="network">A forward graph.</param>
    /// <param name="names">The new name for each old one; others stay.</param>
    public static Graph Change(Graph network, IReadOnlyDictionary<string, string> names)
    {
        var rewriter = new Rewriter(network, shape: input => Changed(input.Shape));
        foreach (var node in network.Nodes)
        {
            rewriter.Copy(
                node,
                node.Operator switch
                {
                    Reshape { Target: var target } reshape => reshape with { Target = Changed(target) },
                    BroadcastTo { Target: var target } broadcast => broadcast with { Target = Changed(target) },
                    Slice { Length: { } length } slice => slice with { Length = Renamed(length) },
                    var other => other,
                }
            );
        }

        rewriter.Target.Literals.UnionWith(network.Literals);
        return rewriter.Finish();

        Shape Changed(Shape shape) => new(shape.Select(Renamed));

        Dimension Renamed(Dimension size) =>
            size.Names()
                .Aggregate(new Dimension(size.Factor, ""), (product, name) => product * new Dimension(names.GetValueOrDefault(name, name)));
    }
}
