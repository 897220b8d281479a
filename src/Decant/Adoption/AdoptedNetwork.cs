using Decant.Engine.Graphs;
using Decant.Engine.Passes;

namespace Decant.Adoption;

/// <summary>A network from elsewhere: as its file has it, and under the contract of Decant's own.</summary>
/// <param name="Network">Under the contract; it is trained and asked.</param>
/// <param name="Notes">What was found out about it, in sentences.</param>
internal sealed record AdoptedNetwork(Graph Network, IReadOnlyList<string> Notes)
{
    /// <summary>What is known of it now; a file of Decant's own needs none.</summary>
    public AdoptionOptions Found { get; init; } = new();

    /// <summary>What the file calls its answers, where they are in another order than the data's; else null.</summary>
    internal IReadOnlyDictionary<string, string>? OwnNames { get; init; }

    /// <summary>As the file has it, and the preprocessing that belongs to it; null where the file is one of Decant's own.</summary>
    public (Graph Network, Preprocessing Preprocessing)? File { get; init; }

    /// <summary>Numbers of its file that training leaves as they are, and why.</summary>
    internal IReadOnlyList<FixedNumbers> Fixed { get; init; } = [];

    /// <summary>Whether what is trained was found out here, though the network is written as one of Decant's own.</summary>
    internal bool IsFoundOut { get; init; }

    /// <summary>
    /// How much of it training changes, in words; null where the file is one of Decant's own, which says itself what is trained.
    /// </summary>
    /// <param name="isFrozen">What a recipe freezes.</param>
    internal string? ScopeNote(Func<string, bool>? isFrozen = null) =>
        (File?.Network ?? (IsFoundOut ? Network : null)) is { } network ? TrainingScope.Of(network, Fixed, isFrozen).Sentence : null;

    /// <summary>A trained network as the file had it: the same inputs, outputs, names and operators, with the new numbers.</summary>
    /// <param name="trained">What came of <see cref="Network"/>.</param>
    public Graph Restore(Graph trained)
    {
        if (File is not { } file)
        {
            return trained;
        }

        var restored = Duplicate.Of(file.Network);
        foreach (var value in restored.Initializers)
        {
            if (trained.Find(value.Name)?.Data is { } data && data.Type == value.Data!.Type && data.Count == value.Data.Count)
            {
                value.Data.CopyFrom(data);
            }
        }

        foreach (var (key, word) in trained.Metadata)
        {
            restored.Metadata[key] = word;
        }

        // Its answers keep their order, so they keep their names.
        foreach (var (key, word) in OwnNames ?? new Dictionary<string, string>())
        {
            restored.Metadata[key] = word;
        }

        restored.Metadata[Preprocessing.MetadataKey] = file.Preprocessing.ToJson();
        restored.Metadata["decant.input"] = $"as the file that was trained wants it; of values as Decant reads them: {file.Preprocessing}";
        return restored;
    }
}
