using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Decant.Data.Fields;
using Decant.Data.Texts;
using Decant.Tables;

namespace Decant.Data;

/// <summary>Some samples of a data set, in an order of their own; a view that copies nothing.</summary>
internal sealed class Subset : Dataset
{
    private readonly Dataset _whole;
    private readonly int[] _indices;

    /// <summary>Chooses samples.</summary>
    /// <param name="name">The part's name in a report.</param>
    /// <param name="whole">The data set that the samples come from.</param>
    /// <param name="indices">Their places in it, in the order that the part shall have.</param>
    public Subset(string name, Dataset whole, ReadOnlySpan<int> indices)
        : base(name, whole.Schema)
    {
        if (indices.IndexOfAnyExceptInRange(0, whole.Count - 1) is >= 0 and var wrong)
        {
            throw new ArgumentOutOfRangeException(nameof(indices), indices[wrong], $"'{whole.Name}' has {whole.Count} samples.");
        }

        _whole = whole;
        _indices = indices.ToArray();
    }

    /// <inheritdoc/>
    public override int Count => _indices.Length;

    /// <inheritdoc/>
    public override bool ReadsFiles => _whole.ReadsFiles;

    /// <inheritdoc/>
    public override TableSchema? Table => _whole.Table;

    /// <inheritdoc/>
    internal override TextFacts? Texts => _whole.Texts?.Of(_indices);

    /// <summary>The data set that the samples come from.</summary>
    public Dataset Whole => _whole;

    /// <summary>Where a sample lies in that data set.</summary>
    /// <param name="index">Its place in this part.</param>
    public int PlaceInWhole(int index) => _indices[index];

    /// <inheritdoc/>
    public override void Read(int index, Sample sample) => _whole.Read(_indices[index], sample);

    /// <inheritdoc/>
    protected override string ComputeFingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"subset of {_whole.Fingerprint}\n"));
        hash.AppendData(MemoryMarshal.AsBytes<int>(_indices));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
