using System.Runtime.InteropServices;

namespace Decant.Tokenizers.Characters;

/// <summary>
/// A new form of a text as changes of the old one, character by character: 0 takes the place of a character, 1 is one more,
/// −n swallows the n
/// after it. Hugging Face's library keeps places this way, and its places are ours.
/// </summary>
internal sealed class TextChanges
{
    private const int Kept = 1 << 18;

    [ThreadStatic]
    private static TextChanges? t_changes;

    private readonly List<TextChange> _changes = [];

    private TextChanges() { }

    /// <summary>The changes so far.</summary>
    public Span<TextChange> Changes => CollectionsMarshal.AsSpan(_changes);

    /// <summary>The thread's own, empty.</summary>
    public static TextChanges Rent()
    {
        if (t_changes is null || t_changes._changes.Capacity > Kept)
        {
            t_changes = new TextChanges();
        }
        t_changes._changes.Clear();
        return t_changes;
    }

    /// <summary>Adds a code point.</summary>
    public void Add(int codePoint, int change) => _changes.Add(new TextChange(codePoint, change));

    /// <summary>Leaves the first changes only.</summary>
    public void Cut(int count) => _changes.RemoveRange(count, _changes.Count - count);

    /// <summary>Makes the changes.</summary>
    public void Apply(TextBuffer text)
    {
        var place = 0;
        text.Rewrite();
        foreach (var (codePoint, change) in _changes)
        {
            text.Put(codePoint, change > 0 ? Math.Max(0, place - 1) : Math.Min(place, text.Length - 1));
            for (var taken = change; taken <= 0 && place < text.Length; taken++)
            {
                CodePoints.At(text.Chars, place, out var units);
                place += units;
            }
        }
        text.Finish();
    }
}
