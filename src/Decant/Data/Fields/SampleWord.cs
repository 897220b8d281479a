namespace Decant.Data.Fields;

/// <summary>A word of a text.</summary>
/// <param name="Text">Its letters; null for one that is hidden.</param>
/// <param name="Tag">Its class, from 0; −1 where it has none.</param>
internal readonly record struct SampleWord(string? Text, int Tag)
{
    /// <summary>The same place with its word hidden.</summary>
    public SampleWord Hidden => this with { Text = null };
}
