using System.Security.Cryptography;
using System.Text;
using Decant.Engine;
using Decant.Tables;

namespace Decant.Data;

/// <summary>Several data sets, one behind the other, as one; a view that copies nothing.</summary>
public sealed class Joined : Dataset
{
    private readonly IReadOnlyList<Dataset> _parts;

    /// <summary>Joins data sets of equal samples.</summary>
    /// <param name="name">What a report calls the whole.</param>
    /// <param name="parts">One or more; name and classes are the first's.</param>
    /// <exception cref="DecantException">Their samples differ in shape.</exception>
    public Joined(string name, params IReadOnlyList<Dataset> parts)
        : base(name, parts[0].SampleShape, parts[0].ClassNames)
    {
        _parts = parts;
        Count = parts.Sum(part => part.Count);
        if (parts.FirstOrDefault(part => !part.SampleShape.SequenceEqual(SampleShape)) is { } other)
        {
            throw new DecantException(
                $"Joining '{parts[0].Name}' and '{other.Name}': expected samples of [{string.Join(", ", SampleShape)}], received [{string.Join(", ", other.SampleShape)}]. " +
                "Resize the images (size) or choose other data.");
        }
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> ColumnNames => _parts[0].ColumnNames;

    /// <inheritdoc/>
    public override TableSchema? Table => _parts[0].Table;

    /// <inheritdoc/>
    public override IReadOnlyList<TargetSet> TargetSets => _parts[0].TargetSets;

    /// <inheritdoc/>
    public override int Label(int index)
    {
        var part = PartOf(ref index);
        return part.Label(index);
    }

    /// <inheritdoc/>
    public override void Read(int index, Span<float> destination)
    {
        var part = PartOf(ref index);
        part.Read(index, destination);
    }

    /// <inheritdoc/>
    public override void ReadTargets(TargetSet set, int index, Span<float> destination)
    {
        var part = PartOf(ref index);
        part.ReadTargets(set, index, destination);
    }

    /// <inheritdoc/>
    protected override string ComputeFingerprint() =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"joined {string.Join(' ', _parts.Select(part => part.Fingerprint))}")));

    private Dataset PartOf(ref int index)
    {
        foreach (var part in _parts)
        {
            if (index < part.Count)
            {
                return part;
            }

            index -= part.Count;
        }

        throw new ArgumentOutOfRangeException(nameof(index), index, $"'{Name}' has {Count} samples.");
    }
}
