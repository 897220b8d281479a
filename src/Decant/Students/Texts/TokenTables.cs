using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Students.Texts;

/// <summary>The tables from which a text network of any origin takes vectors.</summary>
/// <param name="Tokens">[V, D], a row for each token.</param>
/// <param name="Places">[P, D], a row for each place, the first for the first; null where there is none that begins so.</param>
/// <param name="Kinds">[kinds, D], a row for the first and the second text of a pair; null for none.</param>
internal sealed record TokenTables(Tensor Tokens, Tensor? Places, Tensor? Kinds)
{
    private const string KindsName = "token_type_ids";

    /// <summary>The tables of a network; null where it looks no <c>input_ids</c> up in a table.</summary>
    public static TokenTables? Of(Graph network)
    {
        Tensor? tokens = null,
            places = null,
            kinds = null;
        foreach (var node in network.Nodes.Where(node => node.Operator is Gather { Axis: 0 } or Slice { Length: not null }))
        {
            if (node.Inputs[0]!.Data is not { Rank: 2, Type: ElementType.Float32 } table)
            {
                continue;
            }

            switch (node.Operator is Slice ? null : Source(node.Inputs[1]!))
            {
                case { Name: TextInput.IdsName }:
                    tokens ??= table;
                    break;
                case { Name: KindsName }:
                    kinds ??= table;
                    break;
                // The first rows of a table, or the rows that the first numbers of a constant name.
                case null when node.Operator is Slice || IsCount(node.Inputs[1]!):
                    places ??= table;
                    break;
                default:
                    break;
            }
        }

        return tokens is null
            ? null
            : new(
                tokens,
                places?.Dimensions[1] == tokens.Dimensions[1] ? places : null,
                kinds?.Dimensions[1] == tokens.Dimensions[1] ? kinds : null
            );
    }

    // The input whose numbers are looked up as they are.
    private static Value? Source(Value indices) => Behind(indices) is { IsInput: true } input ? input : null;

    // Numbers 0, 1, 2, … of which as many are taken as there are places.
    private static bool IsCount(Value indices) =>
        Behind(indices).Producer is { Operator: Slice } slice
        && slice.Inputs[0]!.Data is { Type: ElementType.Int64 } numbers
        && numbers.Span<long>().ToArray().Index().All(number => number.Index == number.Item);

    private static Value Behind(Value value)
    {
        while (value.Producer is { Operator: Cast or Identity or Reshape or Squeeze or Unsqueeze } step)
        {
            value = step.Inputs[0]!;
        }

        return value;
    }
}
