using Decant.Engine;
using Decant.Engine.Graphs;

namespace Decant.Losses.Hints;

/// <summary>Looks, before a training, whether the values that losses name exist in the networks and can be compared.</summary>
internal static class HintNames
{
    private const int MostListed = 24;

    /// <summary>All problems, each a sentence that begins with the place in the recipe; none when every term can be built.</summary>
    /// <param name="student">The student's forward graph.</param>
    /// <param name="teacher">The teacher's forward graph.</param>
    /// <param name="terms">The terms of the loss.</param>
    public static IReadOnlyList<string> Check(Graph student, Graph teacher, IEnumerable<LossTerm> terms)
    {
        var problems = new List<string>();
        foreach (var term in terms)
        {
            var before = problems.Count;
            var place = term.Name == term.Loss.Name ? $"losses.{term.Name}" : $"losses.{term.Loss.Name} '{term.Name}'";
            var own = Find(student, "student", term.Loss.StudentValues(term.Options));
            var wanted = Find(teacher, "teacher", term.Loss.TeacherValues(term.Options));
            if (problems.Count == before && term.Loss is HintLoss hint && hint.Problem(own, wanted, term.Options) is { } problem)
            {
                problems.Add($"{place}: {problem}");
            }

            Shape[] Find(Graph graph, string role, IReadOnlyList<string> names)
            {
                problems.AddRange(names.Select(name => ProblemOf(graph, role, name)).OfType<string>().Select(found => $"{place}.{role}: {found}"));
                return [.. names.Select(name => graph.Find(name)?.Shape).OfType<Shape>()];
            }
        }

        return problems;
    }

    private static string? ProblemOf(Graph graph, string role, string name)
    {
        if (graph.Find(name) is not { } value)
        {
            return Unknown(graph, role, name);
        }

        // The first axis of every value that is told per sample is the input's.
        var batch = graph.Inputs[0].Shape[0];
        return !value.Type.IsFloat() || value.IsInitializer ? $"'{value}' is no hint: expected what the {role} computes of a sample, in floats. Choose another value."
            : value.Shape.Rank < 2 || value.Shape[0] != batch ? $"'{value}' is no hint: expected a first axis of {batch}, the batch, and another. Choose a value with a row for each sample."
            : null;
    }

    private static string Unknown(Graph graph, string role, string name)
    {
        string[] known =
        [
            .. graph.Nodes.SelectMany(node => node.Outputs)
                .Where(value => value.Type.IsFloat() && value.Shape.Rank >= 2 && value.Shape[0] == graph.Inputs[0].Shape[0]).Select(value => value.Name),
        ];
        var sentence = known.Length <= MostListed ? NearestName.Explain($"value of the {role}", name, known)
            : $"unknown value of the {role} '{name}'" + (NearestName.Find(name, known) is { } nearest ? $"; nearest: '{nearest}'" : "") + $"; it has {known.Length}";
        return $"{sentence}. 'decant inspect' lists the values of a file.";
    }
}
