using System.Security.Cryptography;
using System.Text;
using Decant.Data.Fields;
using Decant.Data.Texts;
using Decant.Engine;
using Decant.Tables;

namespace Decant.Data;

/// <summary>Several data sets, one after the other, as one; a view that copies nothing.</summary>
internal sealed class Joined : Dataset
{
    private readonly IReadOnlyList<Dataset> _parts;

    /// <summary>Joins data sets of equal samples.</summary>
    /// <param name="name">The whole's name in a report.</param>
    /// <param name="parts">One or more; the fields are the first's, and what another lacks of them is unknown there.</param>
    /// <exception cref="DecantException">Their samples differ in shape.</exception>
    public Joined(string name, params IReadOnlyList<Dataset> parts)
        : base(name, Longest(parts))
    {
        _parts = parts;
        Count = parts.Sum(part => part.Count);
        if (parts.FirstOrDefault(part => !Alike(part.Schema.Inputs[0], Schema.Inputs[0])) is { } other)
        {
            throw new DecantException(
                $"Joining '{parts[0].Name}' and '{other.Name}': expected samples of "
                    + $"[{string.Join(", ", SampleShape)}], received [{string.Join(", ", other.SampleShape)}]. "
                    + "Resize the images (size) or choose other data."
            );
        }

        if (parts.FirstOrDefault(part => !AreReadAlike(part, parts[0])) is { } stranger)
        {
            throw new DecantException(
                $"Joining '{parts[0].Name}' and '{stranger.Name}': expected texts of one tokenizer, received another vocabulary for the "
                    + "second. Name the same file in data.tokenizer of both."
            );
        }
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override bool ReadsFiles => _parts.Any(part => part.ReadsFiles);

    /// <inheritdoc/>
    public override TableSchema? Table => _parts[0].Table;

    /// <inheritdoc/>
    internal override TextFacts? Texts =>
        _parts.All(part => part.Texts is not null) ? TextFacts.Join([.. _parts.Select(part => part.Texts!)]) : null;

    /// <inheritdoc/>
    public override void Read(int index, Sample sample)
    {
        var place = index;
        foreach (var part in _parts)
        {
            if (place < part.Count)
            {
                part.Read(place, sample);
                foreach (var field in sample.Fields)
                {
                    if (part.Schema.Find(field.Name) is null)
                    {
                        sample.SetUnknown(field.Name);
                    }
                }

                return;
            }

            place -= part.Count;
        }

        throw new ArgumentOutOfRangeException(nameof(index), index, $"'{Name}' has {Count} samples.");
    }

    /// <inheritdoc/>
    protected override string ComputeFingerprint() =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes($"joined {string.Join(' ', _parts.Select(part => part.Fingerprint))}"))
        );

    // Samples that vary may be longer in one part than in another.
    private static Schema Longest(IReadOnlyList<Dataset> parts) =>
        parts[0].Schema.Fields.All(field => field.Length is null)
            ? parts[0].Schema
            : new Schema([
                .. parts[0]
                    .Schema.Fields.Select(field =>
                        field.Length is { } axis
                            ? field.WithLongest(parts.Max(part => part.Schema.Find(field.Name)?.Length?.Size ?? axis.Size))
                            : field
                    ),
            ]);

    private static bool Alike(Field one, Field other) =>
        one
            .Shape.Select(size => size with { Size = size.Varies ? 1 : size.Size })
            .SequenceEqual(other.Shape.Select(size => size with { Size = size.Varies ? 1 : size.Size }));

    private static bool AreReadAlike(Dataset one, Dataset other) => Vocabularies(one).SequenceEqual(Vocabularies(other));

    private static IEnumerable<string> Vocabularies(Dataset part) =>
        part.Texts?.Readings.Select(reading => reading.Prefix + reading.Tokenizer.Fingerprint) ?? [];
}
