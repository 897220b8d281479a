using Decant.Data.Fields;
using Decant.Data.Images;
using Decant.Data.Sources;
using Decant.Engine.Graphs;

namespace Decant.Data;

/// <summary>
/// Images of one size that do not all fit into memory: the first ones are kept as bytes, the others are read from their files whenever they
/// are needed. Which are kept never changes: with samples in random order, every other choice would find as few of them in memory.
/// </summary>
internal sealed unsafe class FileImages : Dataset
{
    [ThreadStatic]
    private static byte[]? s_pixels;

    private readonly IPixelSource _source;
    private readonly int[] _labels;
    private readonly Tensor _kept;
    private readonly int _keptCount;
    private readonly MemoryField[] _others;
    private readonly string? _known;

    /// <summary>Takes over what was read so far.</summary>
    /// <param name="name">The images' name in a report.</param>
    /// <param name="source">Reads an image.</param>
    /// <param name="field">The images as networks see them.</param>
    /// <param name="labels">The class of each image; −1 where there are none.</param>
    /// <param name="classNames">Names of the classes in the order of their labels.</param>
    /// <param name="kept">UInt8 <c>[K, C, H, W]</c>: the first images.</param>
    /// <param name="keptCount">How many of them there are, K or less.</param>
    /// <param name="targets">Target sets of every image.</param>
    /// <param name="others">What else is known of every image.</param>
    /// <param name="fingerprint">The fingerprint, where it is known already.</param>
    public FileImages(
        string name,
        IPixelSource source,
        Field field,
        int[] labels,
        IReadOnlyList<string> classNames,
        Tensor kept,
        int keptCount,
        IReadOnlyList<MemoryTargets>? targets = null,
        IReadOnlyList<MemoryField>? others = null,
        string? fingerprint = null
    )
        : this(name, source, field, labels, classNames, kept, keptCount, fingerprint, MemoryField.Of(targets, others)) { }

    private FileImages(
        string name,
        IPixelSource source,
        Field field,
        int[] labels,
        IReadOnlyList<string> classNames,
        Tensor kept,
        int keptCount,
        string? fingerprint,
        MemoryField[] others
    )
        : base(name, MemoryField.Join(field, classNames, others)) =>
        (_source, _labels, _kept, _keptCount, _known, _others) = (source, labels, kept, keptCount, fingerprint, others);

    /// <inheritdoc/>
    public override int Count => _labels.Length;

    /// <inheritdoc/>
    public override bool ReadsFiles => true;

    /// <summary>How many images lie in memory.</summary>
    public int KeptCount => _keptCount;

    /// <inheritdoc/>
    public override void Read(int index, Sample sample)
    {
        if (sample.Asks(Field.ImageName))
        {
            Pixels(index).ToFractions(sample.Numbers<float>(Field.ImageName));
        }

        sample.Set(Field.LabelName, (long)_labels[index]);
        foreach (var other in _others)
        {
            other.Read(index, sample);
        }
    }

    /// <inheritdoc/>
    protected override string ComputeFingerprint()
    {
        if (_known is not null)
        {
            return _known;
        }

        using var hash = new ImageFingerprint(Count, SampleShape, ClassNames);
        for (var index = 0; index < Count; index++)
        {
            hash.Add(_labels[index], Pixels(index));
        }

        return hash.End(_others);
    }

    // Valid on this thread until the next image is asked for.
    private ReadOnlySpan<byte> Pixels(int index)
    {
        if (index < _keptCount)
        {
            return new ReadOnlySpan<byte>((byte*)_kept.Pointer + ((long)index * SampleSize), SampleSize);
        }

        if (s_pixels is null || s_pixels.Length < SampleSize)
        {
            s_pixels = new byte[SampleSize];
        }

        _source.Read(index, s_pixels.AsSpan(0, SampleSize));
        return s_pixels.AsSpan(0, SampleSize);
    }
}
