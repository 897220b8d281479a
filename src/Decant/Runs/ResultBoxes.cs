namespace Decant.Runs;

/// <summary>One sample as a picture, with the boxes of what is there and of what was found.</summary>
/// <param name="Sample">Its place in the split.</param>
/// <param name="Height">Rows of the sample H.</param>
/// <param name="Width">Columns of the sample W.</param>
internal sealed record ResultBoxes(int Sample, int Height, int Width)
{
    /// <summary>Rows of the picture, which may be smaller than the sample.</summary>
    public required int Rows { get; init; }

    /// <summary>Columns of the picture.</summary>
    public required int Columns { get; init; }

    /// <summary>Brightness, Rows times Columns numbers from 0 to 1, row by row.</summary>
    public required IReadOnlyList<float> Image { get; init; }

    /// <summary>What is there.</summary>
    public required IReadOnlyList<ShownBox> Truth { get; init; }

    /// <summary>What was found, with a score that a person would take for a find.</summary>
    public required IReadOnlyList<ShownBox> Found { get; init; }
}
