namespace Decant.Data.Texts;

/// <summary>Texts as a source gives them.</summary>
/// <param name="Texts">The text of each sample; of words that were told apart, these with a blank between them.</param>
internal sealed record TextContent(IReadOnlyList<string> Texts)
{
    /// <summary>The second texts of pairs; null for none.</summary>
    public IReadOnlyList<string>? Second { get; init; }

    /// <summary>The words of each text where the source tells them apart; null where it does not.</summary>
    public IReadOnlyList<string[]>? Words { get; init; }

    /// <summary>The class of each word, from 0; −1 where it is unknown. Null for none.</summary>
    public IReadOnlyList<int[]>? Tags { get; init; }

    /// <summary>Names of the classes of words.</summary>
    public IReadOnlyList<string> TagNames { get; init; } = [];

    /// <summary>Whether a text, or its second, is longer than any network reads.</summary>
    public bool IsOverlong(int index) =>
        TextReading.IsOverlong(Texts[index]) || (Second is not null && TextReading.IsOverlong(Second[index]));

    /// <summary>All texts of which a vocabulary may be learnt.</summary>
    public IEnumerable<string> All => Second is null ? Texts : Texts.Concat(Second);
}
