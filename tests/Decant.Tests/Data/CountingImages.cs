using Decant.Data;

namespace Decant.Tests.Data;

/// <summary>Grey images whose every pixel is the image's number divided by 1000; label = number modulo the classes.</summary>
internal sealed class CountingImages(int count, int classes = 3, int height = 2, int width = 2)
    : Dataset("counting", [1, height, width], [.. Enumerable.Range(0, classes).Select(label => $"class {label}")])
{
    public static TargetSet Number { get; } = new("number", TargetKind.Regression, ["value", "half"]);

    public int FailAt { get; init; } = -1;

    /// <summary>Is told of every image that is read, on the thread that reads it.</summary>
    public Action<int>? OnRead { get; init; }

    public override int Count => count;

    public override IReadOnlyList<TargetSet> TargetSets => [Number];

    public override int Label(int index) => index % ClassNames.Count;

    public override void Read(int index, Span<float> destination)
    {
        if (index == FailAt)
        {
            throw new InvalidOperationException($"image {index} cannot be read");
        }

        OnRead?.Invoke(index);
        destination[..SampleSize].Fill(index / 1000f);
    }

    public override void ReadTargets(TargetSet set, int index, Span<float> destination)
    {
        destination[0] = index;
        destination[1] = index / 2f;
    }

    protected override string ComputeFingerprint() => $"{count} {classes}";
}
