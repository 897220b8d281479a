using Decant.Data;
using Decant.Data.Fields;

namespace Decant.Tests.Data;

/// <summary>Grey images whose every pixel is the image's number divided by 1000; label = number modulo the classes.</summary>
internal sealed class CountingImages(int count, int classes = 3, int height = 2, int width = 2)
    : Dataset(
        "counting",
        new Schema(
            Field.Image(1, height, width),
            Field.Label([.. Enumerable.Range(0, classes).Select(label => $"class {label}")]),
            Field.Of(Number)
        )
    )
{
    public static TargetSet Number { get; } = new("number", TargetKind.Numbers, ["value", "half"]);

    public int FailAt { get; init; } = -1;

    /// <summary>Is told of every image that is read, on the thread that reads it.</summary>
    public Action<int>? OnRead { get; init; }

    public override int Count => count;

    public override void Read(int index, Sample sample)
    {
        if (sample.Asks(Field.ImageName))
        {
            if (index == FailAt)
            {
                throw new InvalidOperationException($"image {index} cannot be read");
            }

            OnRead?.Invoke(index);
            sample.Numbers<float>(Field.ImageName).Fill(index / 1000f);
        }

        sample.Set(Field.LabelName, (long)(index % ClassNames.Count));
        if (sample.Asks(Number.Name))
        {
            var numbers = sample.Numbers<float>(Number.Name);
            (numbers[0], numbers[1]) = (index, index / 2f);
        }
    }

    protected override string ComputeFingerprint() => $"{count} {classes}";
}
