using System.Globalization;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Adoption.Texts;

/// <summary>The table of a text network that has a row for each token of its vocabulary.</summary>
internal static class TokenTable
{
    /// <summary>The table; null where none is looked up by the ids as they are.</summary>
    /// <param name="graph">A text network.</param>
    /// <param name="input">The input whose numbers are looked up.</param>
    public static Value? Of(Graph graph, Value input)
    {
        var ids = new HashSet<Value> { input };
        Value? largest = null;
        foreach (var node in graph.Nodes)
        {
            switch (node.Operator)
            {
                case Gather { Axis: 0 } when ids.Contains(node.Inputs[1]!) && node.Inputs[0] is { IsInitializer: true } table:
                    largest = largest is null || table.Shape[0].Factor > largest.Shape[0].Factor ? table : largest;
                    break;
                case Cast or Identity or Reshape or Flatten or Squeeze or Unsqueeze or Clip when ids.Contains(node.Inputs[0]!):
                    ids.UnionWith(node.Outputs);
                    break;
                default:
                    break;
            }
        }

        return largest;
    }

    /// <summary>The table that a network looks its token ids up in; null where it has none.</summary>
    /// <param name="graph">A text network, whose ids are <c>input_ids</c>, with a prefix or without.</param>
    public static Value? Of(Graph graph) =>
        graph.Inputs.FirstOrDefault(input => input.Name.EndsWith(TextInputs.IdsName, StringComparison.Ordinal)) is { } ids
            ? Of(graph, ids)
            : null;

    /// <summary>Refuses a tokenizer whose ids a network has no rows for.</summary>
    /// <param name="graph">A text network.</param>
    /// <param name="vocabulary">Tokens of the tokenizer: its largest id plus 1.</param>
    /// <exception cref="DecantException">The table has fewer rows.</exception>
    public static void RequireVocabulary(Graph graph, int vocabulary)
    {
        if (Of(graph) is { } table && table.Shape[0].Size < vocabulary)
        {
            throw new DecantException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the tokenizer has {vocabulary:N0} tokens, and the network '{graph.Name}' a table of {table.Shape[0].Size:N0} "
                        + $"('{table.Name}'): ids from {table.Shape[0].Size} on have no row. Give the tokenizer that belongs to the "
                        + $"network, the file tokenizer.json or vocab.txt next to it."
                )
            );
        }
    }
}
