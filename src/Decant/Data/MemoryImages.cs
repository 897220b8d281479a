using Decant.Data.Fields;
using Decant.Data.Images;
using Decant.Engine.Graphs;

namespace Decant.Data;

/// <summary>Images of one size, kept as bytes <c>[N, C, H, W]</c> and read as numbers from 0 to 1.</summary>
internal sealed unsafe class MemoryImages : Dataset
{
    private readonly Tensor _pixels;
    private readonly int[] _labels;
    private readonly MemoryField[] _others;

    /// <summary>Takes over pixels and labels.</summary>
    /// <param name="name">The images' name in a report.</param>
    /// <param name="pixels">UInt8 <c>[N, C, H, W]</c>; belongs to the data set from now on.</param>
    /// <param name="labels">Class of each image, each at least 0 and below the number of classes; −1 where there are none.</param>
    /// <param name="classNames">Names of the classes in the order of their labels.</param>
    /// <param name="targets">Target sets of every image.</param>
    /// <param name="others">What else is known about every image.</param>
    public MemoryImages(
        string name,
        Tensor pixels,
        int[] labels,
        IReadOnlyList<string> classNames,
        IReadOnlyList<MemoryTargets>? targets = null,
        IReadOnlyList<MemoryField>? others = null
    )
        : this(name, pixels, labels, classNames, MemoryField.Of(targets, others)) { }

    private MemoryImages(string name, Tensor pixels, int[] labels, IReadOnlyList<string> classNames, MemoryField[] others)
        : base(
            name,
            MemoryField.Join(
                pixels.Rank == 4 ? Field.Image(pixels.Dimensions[1], pixels.Dimensions[2], pixels.Dimensions[3]) : Field.Numbers([]),
                classNames,
                others
            )
        )
    {
        if (pixels.Type != ElementType.UInt8 || pixels.Rank != 4 || pixels.Dimensions[0] != labels.Length)
        {
            throw new ArgumentException($"Images '{name}': expected UInt8 [{labels.Length}, C, H, W], received {pixels}.", nameof(pixels));
        }

        var (lowest, highest) = classNames.Count == 0 ? (-1, -1) : (0, classNames.Count - 1);
        if (labels.AsSpan().IndexOfAnyExceptInRange(lowest, highest) is >= 0 and var wrong)
        {
            throw new ArgumentException(
                $"Images '{name}': label {labels[wrong]} of image {wrong} is not one of {classNames.Count} classes.",
                nameof(labels)
            );
        }

        _pixels = pixels;
        _labels = labels;
        _others = others;
    }

    /// <inheritdoc/>
    public override int Count => _labels.Length;

    /// <summary>The bytes of one image, channels first.</summary>
    public ReadOnlySpan<byte> Pixels(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count);
        return new ReadOnlySpan<byte>((byte*)_pixels.Pointer + ((long)index * SampleSize), SampleSize);
    }

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
        using var hash = new ImageFingerprint(Count, SampleShape, ClassNames);
        for (var i = 0; i < Count; i++)
        {
            hash.Add(_labels[i], Pixels(i));
        }

        return hash.End(_others);
    }
}
