using Decant.Engine.Graphs;

namespace Decant.Adoption;

/// <summary>
/// Which samples a network from elsewhere takes, where they are images of another size or of other channels than the data's.
/// </summary>
internal static class TakenSamples
{
    /// <summary>
    /// The samples that a network takes: the data's where it can, else images of its own size and channels; null where they are of another
    /// kind.
    /// </summary>
    /// <param name="own">Shape of its input.</param>
    /// <param name="sample">Sizes of the data's samples.</param>
    public static IReadOnlyList<int>? Of(Shape own, IReadOnlyList<int> sample)
    {
        if (NetworkContract.InputShape(own, sample) is not null)
        {
            return sample;
        }

        if (sample is not [var channels, var height, var width] || own.Rank != 4)
        {
            return null;
        }

        int[] first = [SizeOf(own[1], channels), SizeOf(own[2], height), SizeOf(own[3], width)],
            last = [SizeOf(own[3], channels), SizeOf(own[1], height), SizeOf(own[2], width)];
        return CanBe(first[0]) ? first
            : own[3].IsStatic && CanBe(last[0]) ? last
            : null;

        bool CanBe(int wanted) => wanted == channels || (wanted, channels) is (1, 3) or (3, 1);

        static int SizeOf(Dimension dimension, int other) => dimension.IsStatic ? dimension.Size : other;
    }

    /// <summary>What is done, in words; empty where the samples stay as they are.</summary>
    public static string Words(IReadOnlyList<int> sample, IReadOnlyList<int> taken)
    {
        var size = sample.Skip(1).SequenceEqual(taken.Skip(1))
            ? ""
            : FormattableString.Invariant($"resized from {sample[2]}x{sample[1]} to its {taken[2]}x{taken[1]} pixels");
        var channels =
            sample[0] == taken[0] ? ""
            : taken[0] == 1 ? "made grey"
            : "given to it as three equal channels";
        return string.Join(" and ", new[] { size, channels }.Where(part => part.Length > 0));
    }
}
