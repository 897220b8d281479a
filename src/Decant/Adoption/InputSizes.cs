using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Passes;

namespace Decant.Adoption;

/// <summary>
/// Gives the one input of a network other sizes: a free batch in place of a fixed one, known sizes in place of named ones. A Reshape to a
/// fixed batch follows; whether the answers still are the same is for the caller to try.
/// </summary>
internal static class InputSizes
{
    /// <summary>The network with another shape of its input.</summary>
    /// <param name="network">A forward graph with one input.</param>
    /// <param name="shape">The new shape; of the old one's rank.</param>
    /// <param name="repeatsConstants">Whether a constant that is repeated to the fixed batch, such as a class token, is repeated to the
    /// free one.</param>
    /// <exception cref="Engine.DecantException">An operator inside does not take the new sizes.</exception>
    public static Graph Change(Graph network, Shape shape, bool repeatsConstants = false)
    {
        var old = network.Inputs[0].Shape;
        var names = old.Zip(shape)
            .Where(pair => !pair.First.IsStatic)
            .GroupBy(pair => pair.First.Symbols)
            .ToDictionary(group => group.Key, group => group.First().Second);
        var rewriter = new Rewriter(network, shape: _ => shape);
        foreach (var node in network.Nodes)
        {
            rewriter.Copy(
                node,
                node.Operator switch
                {
                    Reshape { Target: var target } reshape => reshape with { Target = Changed(target, IsBatched(node)) },
                    BroadcastTo { Target: var target } broadcast => broadcast with
                    {
                        Target = Changed(target, IsBatched(node) || IsToken(node, target)),
                    },
                    Slice { Length: { } length } slice => Named(length) is { IsStatic: true } size
                        ? new Slice([0], [size.Factor], slice.Axes)
                        : slice with
                        {
                            Length = Named(length),
                        },
                    var other => other,
                }
            );
        }

        return rewriter.Finish();

        bool IsBatched(Node node) => rewriter[node.Inputs[0]!].Shape is { Rank: > 0 } now && !now.Equals(node.Inputs[0]!.Shape);

        bool IsToken(Node node, Shape target) =>
            repeatsConstants && node.Inputs[0] is { Data: not null, Shape: [{ IsStatic: true, Factor: 1 }, ..] } && target[0] == old[0];

        Dimension Named(Dimension size) =>
            size.Names().Aggregate(new Dimension(size.Factor, ""), (product, name) => product * names.GetValueOrDefault(name, name));

        Shape Changed(Shape target, bool isBatched)
        {
            var named = new Shape(target.Select(Named));
            return isBatched && old[0].IsStatic && named.Rank > 0 && named[0].DividedBy(old[0]) is { } perSample
                ? named.With(0, shape[0] * perSample)
                : named;
        }
    }
}
