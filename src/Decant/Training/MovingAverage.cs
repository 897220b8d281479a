using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Students;

namespace Decant.Training;

/// <summary>
/// A teacher that is the student's own past: average ← kept·average + (1 − kept)·weights after every step. It sees the same batch, with the
/// batch's own statistics. Tarvainen, Valpola 2017, arXiv:1703.01780.
/// </summary>
internal static class MovingAverage
{
    /// <summary>What the names of averaged weights begin with.</summary>
    public const string Prefix = "average/";

    /// <summary>
    /// Adds the averaged network and gives back its logits, which no derivative passes; the outputs of its further heads have the names of
    /// a teacher's.
    /// </summary>
    public static Value Teacher(Graph graph, TrainingDesign design)
    {
        var network = TrainingGraph.Forward(design.Student, design, design.Seed + 1);
        var values = Graft.Into(graph, DeadCode.Remove(network, design.Task.Outputs), Prefix, isTrained: false);
        foreach (var output in design.Task.Outputs.Where(output => output != Network.Logits))
        {
            graph.Rename(values[output].StopGradient(), TrainingGraph.TeacherValue(output));
        }

        return values[Network.Logits].StopGradient();
    }

    /// <summary>The next value of every averaged weight.</summary>
    public static IEnumerable<(Value Next, string State)> Next(Graph graph, double kept) =>
        [
            .. from average in graph.Initializers.Where(value => value.Name.StartsWith(Prefix, StringComparison.Ordinal)).ToArray()
            let weight = graph.Find(average.Name[Prefix.Length..])
            where weight is not null && graph.Parameters.Contains(weight.Name)
            select ((average * kept) + (weight * (1 - kept)), average.Name),
        ];
}
