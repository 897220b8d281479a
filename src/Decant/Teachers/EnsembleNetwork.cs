using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Passes;
using Decant.Students;
using Decant.Tasks;

namespace Decant.Teachers;

/// <summary>
/// Several networks as one: they share the inputs, and their answers, those of every head, are joined inside the graph. So an ensemble is a
/// teacher like any other: one file, with a score of its own. The names of member k’s values begin with <c>teacherk/</c>. Hinton, Vinyals,
/// Dean 2015, arXiv:1503.02531, section 2.
/// </summary>
internal static class EnsembleNetwork
{
    /// <summary>Joins networks of equal inputs and equal answers.</summary>
    /// <param name="members">Forward graphs with outputs <c>logits</c> [N, C], or <c>prediction</c> where they answer numbers; two or
    /// more.</param>
    /// <param name="combination">How their answers become one; of numbers it is the mean.</param>
    /// <param name="task">What the answers mean; null for classes.</param>
    /// <exception cref="DecantException">The members answer different numbers of classes.</exception>
    public static Graph Of(IReadOnlyList<Graph> members, EnsembleCombination combination, LearningTask? task = null)
    {
        task ??= LearningTasks.Default;
        var classes = members
            .Select(member => member[Network.Logits].Shape)
            .Select(logits => logits[Network.ClassAxis(logits)].Size)
            .Distinct()
            .ToArray();
        if (classes.Length > 1)
        {
            throw new DecantException(
                $"teacher.ensemble: expected members that answer the same classes, received "
                    + $"{string.Join(" and ", classes)} classes. Leave out those of another task."
            );
        }

        var graph = new Graph("ensemble");
        foreach (var (key, word) in members[0].Metadata)
        {
            graph.Metadata[key] = word;
        }

        graph.Metadata["decant.architecture"] = string.Join(
            " + ",
            members.Select(member => member.Metadata.TryGetValue("decant.architecture", out var words) ? words : member.Name)
        );
        string[] further = [.. task.Outputs.Where(output => output != Network.Logits)];
        var values = members
            .Select(
                (member, k) =>
                    Graft.Into(graph, DeadCode.Remove(member, [task.JoinedOutput(member), .. further]), $"teacher{k + 1}/", isTrained: true)
            )
            .ToArray();
        new NetworkHead(task, classes[0]).AddOutputs(
            task.Combine([.. values.Zip(members, (names, member) => names[task.JoinedOutput(member)])], combination)
        );
        foreach (var output in further)
        {
            graph.AddOutput(task.CombineFurther(output, [.. values.Select(names => names[output])]), output);
        }

        return graph;
    }
}
