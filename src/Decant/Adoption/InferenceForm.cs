using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Passes;

namespace Decant.Adoption;

/// <summary>
/// Turns a file that was exported in training mode into what answers: batch normalisation takes its running statistics, and dropout drops
/// nothing. Else an answer would depend on the other samples of its batch, or on chance.
/// </summary>
internal static class InferenceForm
{
    /// <summary>The network in evaluation mode; itself where it is in it already.</summary>
    /// <param name="network">A forward graph; it is not changed.</param>
    /// <param name="notes">Is told what was switched.</param>
    public static Graph Of(Graph network, List<string> notes)
    {
        var (norms, dropouts) = (
            network.Nodes.Count(node => node.Operator is BatchNormalizationTraining),
            network.Nodes.Count(node => node.Operator is Dropout { IsTraining: true })
        );
        if (norms + dropouts == 0)
        {
            return network;
        }

        var rewriter = new Rewriter(network);
        foreach (var node in network.Nodes)
        {
            switch (node.Operator)
            {
                case BatchNormalizationTraining norm:
                    var result = rewriter.Target.AddNode(
                        new BatchNormalization(norm.Epsilon, norm.Momentum),
                        [.. node.Inputs.Take(5).Select(input => rewriter[input!])],
                        node.Name,
                        [node.Outputs[0].Name]
                    );
                    rewriter.Replace(node.Outputs[0], result.Outputs[0], keepName: true);
                    Keep(rewriter, node, 1);
                    Keep(rewriter, node, 2);
                    break;

                case Dropout { IsTraining: true } dropout:
                    rewriter.Copy(node, dropout with { IsTraining = false });
                    break;

                default:
                    rewriter.Copy(node);
                    break;
            }
        }

        string[] switched =
        [
            .. norms > 0 ? [Counted(norms, "batch normalisation")] : Array.Empty<string>(),
            .. dropouts > 0 ? [Counted(dropouts, "dropout")] : Array.Empty<string>(),
        ];
        notes.Add(
            $"its file is in training mode, so an answer would depend on {(norms > 0 ? "the other samples of its batch" : "chance")}: "
                + $"{string.Join(" and ", switched)} {(norms + dropouts == 1 ? "is" : "are")} switched to evaluation."
        );
        rewriter.Target.Literals.UnionWith(network.Literals);
        return rewriter.Finish();
    }

    // The next running statistics are the present ones.
    private static void Keep(Rewriter rewriter, Node node, int output)
    {
        var statistic = rewriter[node.Inputs[output + 2]!];
        rewriter.Replace(node.Outputs[output], node.Graph.Outputs.Contains(node.Outputs[output]) ? statistic.Identity() : statistic);
    }

    private static string Counted(int count, string what) => count == 1 ? $"one {what}" : $"{count} {what}s";
}
