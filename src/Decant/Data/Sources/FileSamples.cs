using Decant.Data.Fields;

namespace Decant.Data.Sources;

/// <summary>The samples of one part: which file each is, and what is known of it.</summary>
/// <param name="Files">Places of the files in their tree.</param>
/// <param name="Labels">The class of each; −1 where there are no classes.</param>
/// <param name="Targets">What else is known of each.</param>
internal sealed record FileSamples(IReadOnlyList<int> Files, int[] Labels, IReadOnlyList<MemoryTargets> Targets)
{
    /// <summary>Whose each is, or when it was taken.</summary>
    public IReadOnlyList<MemoryIdentities> Identities { get; init; } = [];

    /// <summary>The class of every pixel; null where no one knows it.</summary>
    public FileMasks? Masks { get; init; }

    /// <summary>What is known of each besides its class.</summary>
    public IReadOnlyList<MemoryField> Others => Masks is null ? Identities : [.. Identities, Masks];

    /// <summary>Some of the samples.</summary>
    /// <param name="kept">Their places.</param>
    public FileSamples Keep(IReadOnlyList<int> kept) =>
        new(
            [.. kept.Select(place => Files[place])],
            [.. kept.Select(place => Labels[place])],
            [
                .. Targets.Select(known => new MemoryTargets(
                    known.Set,
                    [.. kept.SelectMany(place => known.Values.Skip(place * known.Set.Columns.Count).Take(known.Set.Columns.Count))]
                )),
            ]
        )
        {
            Identities = [.. Identities.Select(known => known.Keep(kept))],
            Masks = Masks?.Keep(kept),
        };
}
