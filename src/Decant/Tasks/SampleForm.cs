namespace Decant.Tasks;

/// <summary>What a sample is.</summary>
/// <param name="Name">The first word of the names of its tasks.</param>
/// <param name="Rank">Axes of a sample, without the batch axis; −1 for any.</param>
/// <param name="Words">What it is, for messages.</param>
internal sealed record SampleForm(string Name, int Rank, string Words)
{
    /// <summary>Whatever inputs samples have: the form of tasks of one's own.</summary>
    public static SampleForm Any { get; } = new("any", -1, "samples");

    /// <summary>Images <c>[C, H, W]</c>.</summary>
    public static SampleForm Images { get; } = new("image", 3, "images [C, H, W]");

    /// <summary>Rows of a table <c>[D]</c>.</summary>
    public static SampleForm Rows { get; } = new("table", 1, "rows of numbers [D]");
}
