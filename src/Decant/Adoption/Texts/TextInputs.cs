using Decant.Engine;
using Decant.Engine.Graphs;

namespace Decant.Adoption.Texts;

/// <summary>
/// Which input of a text network from elsewhere is which: by its name, by another usual name, else by what the network does with it.
/// </summary>
/// <param name="Ids">The file's name for the ids of the tokens.</param>
/// <param name="Mask">Its name for what is 1 where a token is and 0 after the text; null for none.</param>
/// <param name="Types">Its name for the number of the text, 0 or 1, to which a token belongs; null for none.</param>
internal sealed record TextInputs(string Ids, string? Mask, string? Types)
{
    /// <summary>Ids of the tokens, Int64 [N, T].</summary>
    public const string IdsName = "input_ids";

    /// <summary>1 where a token is, 0 after the text, Int64 [N, T].</summary>
    public const string MaskName = "attention_mask";

    /// <summary>0 for tokens of the first text, 1 for those of the second, Int64 [N, T].</summary>
    public const string TypesName = "token_type_ids";

    // A table of kinds of text has a row each: BERT's 2, RoBERTa's 1.
    private const int MostTypes = 16;

    private static readonly Dictionary<string, string[]> s_usual = new()
    {
        [IdsName] = [IdsName, "ids", "tokens", "token_ids", "input_tokens"],
        [MaskName] = [MaskName, "input_mask", "mask", "attention_masks"],
        [TypesName] = [TypesName, "segment_ids", "type_ids", "token_types", "segments"],
    };

    /// <summary>The usual names.</summary>
    public static IReadOnlyList<string> Names { get; } = [IdsName, MaskName, TypesName];

    /// <summary>Whether a network reads tokens: it has an input of that name, or only inputs that are whole numbers [N, T].</summary>
    public static bool AreOf(Graph network) =>
        network.Inputs.Any(input => input.Name == IdsName)
        || (
            network.Inputs.Count > 0
            && network.Inputs.All(input => input.Shape.Rank == 2)
            && network.Inputs.Any(input => !input.Type.IsFloat() && TokenTable.Of(network, input) is not null)
        );

    /// <summary>
    /// A network of Decant's own with another prefix before the names of its inputs, and the length under the name that belongs to it.
    /// </summary>
    /// <param name="network">A text network; it is not changed.</param>
    /// <param name="prefix">What is put before the names, such as <c>teacher.</c>; empty for nothing.</param>
    public static Graph WithPrefix(Graph network, string prefix)
    {
        if (network.Inputs.All(input => !Names.Contains(Plain(input)) || input.Name == prefix + Plain(input)))
        {
            return network;
        }

        var lengths = network
            .Inputs.Where(input => Names.Contains(Plain(input)) && input.Shape is [_, { IsStatic: false }])
            .Select(input => input.Shape[1].Symbols)
            .Distinct();
        var renamed = SizeNames.Change(network, lengths.ToDictionary(name => name, _ => LengthOf(prefix)));
        foreach (var input in renamed.Inputs.Where(input => Names.Contains(Plain(input))).ToArray())
        {
            renamed.Rename(input, prefix + Plain(input));
        }

        return renamed;

        static string Plain(Value input) => input.Name[(input.Name.LastIndexOf('.') + 1)..];
    }

    /// <summary>The name of the axis of tokens, for inputs of a prefix: another tokenizer makes other lengths.</summary>
    public static string LengthOf(string prefix) => prefix.Length == 0 ? "T" : "U";

    /// <summary>Finds out which is which.</summary>
    /// <param name="network">A forward graph.</param>
    /// <param name="notes">What is to be said about it.</param>
    /// <exception cref="DecantException">An input is none of these, or two could be the same.</exception>
    public static TextInputs Of(Graph network, List<string> notes)
    {
        var found = new Dictionary<string, Value>();
        foreach (var input in network.Inputs)
        {
            var (role, isByUse) = RoleOf(network, input);
            if (role is null || !found.TryAdd(role, input))
            {
                throw Refusal(network, input, role is null ? null : found[role].Name);
            }

            if (isByUse)
            {
                notes.Add($"its input '{input.Name}' is taken for {role}, by what the network does with it.");
            }
        }

        return found.TryGetValue(IdsName, out var ids)
            ? new TextInputs(ids.Name, found.GetValueOrDefault(MaskName)?.Name, found.GetValueOrDefault(TypesName)?.Name)
            : throw new DecantException(
                $"expected an input {IdsName}, the ids of a text's tokens, received {string.Join(", ", network.Inputs)}. "
                    + $"Export the network with it, or choose one for texts."
            );
    }

    /// <summary>Names of its inputs by the usual name.</summary>
    public IEnumerable<(string Usual, string Own)> Pairs =>
        new[] { (IdsName, Ids), (MaskName, Mask), (TypesName, Types) }
            .Where(pair => pair.Item2 is not null)
            .Select(pair => (pair.Item1, pair.Item2!));

    private static (string? Role, bool IsByUse) RoleOf(Graph network, Value input)
    {
        if (input.Shape.Rank != 2)
        {
            return (null, false);
        }

        var plain = input.Name.ToLowerInvariant().Replace('-', '_');
        if (Names.FirstOrDefault(name => s_usual[name].Contains(plain)) is { } named)
        {
            return (named, false);
        }

        // Positions are looked up as well; their table is as long as the longest text, and nothing tells it from a small vocabulary.
        return plain.Contains("position", StringComparison.Ordinal) ? (null, false)
            : TokenTable.Of(network, input) is { } table ? (table.Shape[0].Factor <= MostTypes ? TypesName : IdsName, true)
            : (MaskName, true);
    }

    private static DecantException Refusal(Graph network, Value input, string? same)
    {
        var received = string.Join(", ", network.Inputs.Select(given => given.Name));
        return new(
            same is not null
                ? $"its inputs '{same}' and '{input.Name}' could be the same of {string.Join(", ", Names)}. Export it with these names, "
                    + $"received {received}."
                : $"expected inputs {string.Join(", ", Names)}, each [N, T], received {received}: nothing gives '{input.Name}' "
                    + $"{input.Type}{input.Shape} its numbers. Export the network without it, so that it computes it itself."
        );
    }
}
