using Decant.Engine;
using Decant.Engine.Graphs;

namespace Decant.Losses.Hints;

/// <summary>Looks whether the values that losses name exist in a network and can serve as hints.</summary>
internal static class HintNames
{
    private const int MostListed = 24;

    /// <summary>All problems, each a sentence that begins with the role; none when every name can be read.</summary>
    /// <param name="names">The names.</param>
    /// <param name="role">The network's: student or teacher.</param>
    /// <param name="network">Its forward graph; asked for only if there is a name.</param>
    public static IEnumerable<string> Problems(IReadOnlyList<string> names, string role, Func<Graph> network) =>
        names.Select(name => ProblemOf(network(), role, name)).OfType<string>().Select(problem => $"{role}: {problem}");

    private static string? ProblemOf(Graph graph, string role, string name)
    {
        if (graph.Find(name) is not { } value)
        {
            return Unknown(graph, role, name);
        }

        // The first axis of every value that is given per sample is the input's.
        var batch = graph.Inputs[0].Shape[0];
        return !value.Type.IsFloat() || value.IsInitializer
                ? $"'{value}' is no hint: expected what the {role} computes of a sample, in floats. Choose another value."
            : value.Shape.Rank < 2 || value.Shape[0] != batch
                ? $"'{value}' is no hint: expected a first axis of {batch}, the batch, and another. Choose a value "
                    + $"with a row for each sample."
            : null;
    }

    private static string Unknown(Graph graph, string role, string name)
    {
        // A teacher that is no network has nothing but what it tells.
        string[] known =
        [
            .. (graph.Nodes.Count > 0 ? graph.Nodes.SelectMany(node => node.Outputs) : graph.Inputs)
                .Where(value => value.Type.IsFloat() && value.Shape.Rank >= 2 && value.Shape[0] == graph.Inputs[0].Shape[0])
                .Select(value => value.Name),
        ];
        var sentence =
            known.Length <= MostListed
                ? NearestName.Explain($"value of the {role}", name, known)
                : $"unknown value of the {role} '{name}'"
                    + (NearestName.Find(name, known) is { } nearest ? $"; nearest: '{nearest}'" : "")
                    + $"; it has {known.Length}";
        return $"{sentence}. 'decant inspect' lists the values of a file.";
    }
}
