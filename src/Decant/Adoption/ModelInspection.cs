using System.Text.Json;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Runs;
using Decant.Tasks;

namespace Decant.Adoption;

/// <summary>Looks into a model without running it.</summary>
internal static class ModelInspection
{
    /// <summary>Reads a file and counts what is in it.</summary>
    /// <param name="onnxFile">An ONNX file.</param>
    /// <param name="sizes">Numbers for sizes that the file only names; a size without a name is named after its input and axis, such as
    /// <c>x.2</c>. Null for none.</param>
    /// <exception cref="DecantException">The file is missing or damaged, uses what Decant does not know, or has no size of such a
    /// name.</exception>
    public static ModelReport Inspect(string onnxFile, IReadOnlyDictionary<string, int>? sizes = null)
    {
        var (graph, inputs, assumption) = InspectedGraph.Read(onnxFile, sizes ?? new Dictionary<string, int>());
        var samples = SamplesPerRun(graph);
        var scope = TrainingScope.Of(graph);
        return new ModelReport
        {
            File = onnxFile,
            Bytes = new FileInfo(onnxFile).Length,
            Parameters = Parameters(graph),
            Trained = scope.Summary,
            Fixed = [.. scope.Reasons.Select(entry => new FixedWeights(entry.Numbers, entry.Reason))],
            Flops = PerSample(GraphCost.Flops(graph), samples),
            Inputs =
            [
                .. inputs.Select(input => new ModelPort(input.Name, input.Type.ToString().ToLowerInvariant(), Sizes(input.Shape!), "")),
            ],
            Assumption = assumption,
            Outputs =
            [
                .. graph.Outputs.Select(value => new ModelPort(
                    value.Name,
                    value.Type.ToString().ToLowerInvariant(),
                    Sizes(value.Shape),
                    ""
                )),
            ],
            Operators =
            [
                .. graph
                    .Nodes.GroupBy(node => node.Operator.Name)
                    .Select(nodes => new OperatorUse(
                        nodes.Key,
                        nodes.Count(),
                        PerSample(nodes.Sum(node => GraphCost.Flops(node)), samples)
                    ))
                    .OrderByDescending(use => use.Flops)
                    .ThenBy(use => use.Operator, StringComparer.Ordinal),
            ],
            Hints = [.. Hints(graph).Select(value => new HintCandidate(value.Name, value.Producer!.Operator.Name, Sizes(value.Shape)))],
            ClassNames = [.. NamesOfAll(graph, areClasses: true)],
            TargetNames = [.. NamesOfAll(graph, areClasses: false)],
            Metadata = [.. graph.Metadata],
        };
    }

    // A batch that is fixed in the file counts as that many samples; a free one as one.
    private static long SamplesPerRun(Graph graph) =>
        graph.Inputs is [{ Shape: [{ IsStatic: true, Factor: > 0 } batch, _, ..] }, ..] ? batch.Factor : 1;

    private static long PerSample(double flops, long samples) => (long)Math.Round(flops / samples);

    private static long Parameters(Graph graph) =>
        graph.Parameters.Count > 0
            ? GraphCost.Parameters(graph)
            : graph.Initializers.Where(value => value.Type.IsFloat()).Sum(value => value.Data!.Count);

    /// <summary>
    /// Values of one row per sample that come after the first layer with weights and before the answers: what a network has
    /// made of its input so far.
    /// </summary>
    private static IEnumerable<Value> Hints(Graph graph)
    {
        var isLearnt = new HashSet<Value>();
        foreach (var node in graph.Nodes)
        {
            // Scaling the input adds and multiplies constants, too; it is no layer.
            var isLayer =
                node.Operator is not ElementwiseBinary
                && node.Inputs.Any(input => input is { IsInitializer: true, Shape.Rank: >= 2 } && input.Type.IsFloat());
            if (isLayer || node.Inputs.Any(input => input is not null && isLearnt.Contains(input)))
            {
                isLearnt.UnionWith(node.Outputs);
            }
        }

        return graph
            .Nodes.SelectMany(node => node.Outputs)
            .Where(value =>
                isLearnt.Contains(value)
                && value.Type.IsFloat()
                && !graph.Outputs.Contains(value)
                && value.Shape.Rank >= 2
                && graph.Inputs.Any(input => input.Shape.Rank > 0 && input.Shape[0] == value.Shape[0])
            );
    }

    private static IEnumerable<string> NamesOfAll(Graph graph, bool areClasses) =>
        LearningTasks
            .All.Where(task => task.LearnsClasses == areClasses)
            .Select(task => task.NamesKey)
            .Distinct()
            .SelectMany(key => Names(graph, key));

    /// <summary>The names of a network's answers; empty where its file has none.</summary>
    internal static IReadOnlyList<string> Names(Graph graph, string key)
    {
        try
        {
            return graph.Metadata.TryGetValue(key, out var text) ? JsonSerializer.Deserialize<string[]>(text) ?? [] : [];
        }
        catch (JsonException)
        {
            // Names that another program has damaged are as good as none.
            return [];
        }
    }

    private static string[] Sizes(Shape shape) => [.. shape.Select(size => size.ToString())];
}
