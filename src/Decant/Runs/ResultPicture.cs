namespace Decant.Runs;

/// <summary>One sample as a picture: the classes of its pixels, as they are true and as they were answered.</summary>
/// <param name="Sample">Its place in the split.</param>
/// <param name="Height">Rows H.</param>
/// <param name="Width">Columns W.</param>
internal sealed record ResultPicture(int Sample, int Height, int Width)
{
    /// <summary>Brightness of the sample, H·W numbers from 0 to 1, row by row.</summary>
    public required IReadOnlyList<float> Image { get; init; }

    /// <summary>The class of each pixel, H·W; -1 where it does not count.</summary>
    public required IReadOnlyList<int> Truth { get; init; }

    /// <summary>The answered class of each pixel, H·W.</summary>
    public required IReadOnlyList<int> Answer { get; init; }
}
