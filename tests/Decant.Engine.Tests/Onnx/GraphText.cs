using System.Collections;
using System.Globalization;
using Decant.Engine.Graphs;

namespace Decant.Engine.Tests.Onnx;

/// <summary>A graph as text, complete to the last bit, so that two can be compared and the difference read.</summary>
internal static class GraphText
{
    public static string Of(Graph graph) =>
        string.Join(
            '\n',
            [
                $"graph {graph.Name}",
                .. graph.Metadata.Select(entry => $"metadata {entry.Key} = {entry.Value}"),
                .. graph.Inputs.Select(value => $"input {value}"),
                .. graph.Initializers.Select(value =>
                    $"initializer {value} = "
                    + $"{Convert.ToHexString(value.Data!.Bytes())}{(graph.Parameters.Contains(value.Name) ? " trained" : "")}"
                ),
                .. graph.Nodes.Select(Of),
                .. graph.Outputs.Select(value => $"output {value}"),
            ]
        );

    private static string Of(Node node) => $"{string.Join(", ", node.Outputs)} = {Of(node.Operator)} of ({string.Join(", ", Names(node))})";

    // An absent optional input at the end and one that was never listed are the same.
    private static IEnumerable<string> Names(Node node) =>
        node.Inputs.Reverse().SkipWhile(input => input is null).Reverse().Select(input => input?.Name ?? "-");

    private static string Of(Operator @operator) =>
        @operator.GetType().Name
        + "{"
        + string.Join(
            ", ",
            @operator
                .GetType()
                .GetProperties()
                .Where(property => property.CanWrite)
                .OrderBy(property => property.Name, StringComparer.Ordinal)
                .Select(property => $"{property.Name}: {Of(property.GetValue(@operator))}")
        )
        + "}";

    private static string Of(object? attribute) =>
        attribute switch
        {
            null => "-",
            Shape shape => shape.ToString(),
            IEnumerable list and not string => $"[{string.Join(", ", list.Cast<object>())}]",
            _ => Convert.ToString(attribute, CultureInfo.InvariantCulture)!,
        };
}
