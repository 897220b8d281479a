namespace Decant.Options;

/// <summary>A text of at least one character: a name, a file.</summary>
internal sealed class TextOption(string key, string meaning, string kind, Presence<string> presence)
    : ScalarOption<string>(key, meaning, presence)
{
    public override string Kind => kind;

    internal override bool TryParse(string text, out string value)
    {
        value = text;
        return true;
    }

    // Half a surrogate pair is no text: no file could hold it.
    internal override bool Accepts(string value) =>
        value.Length > 0 && !value.Where((letter, place) => char.IsSurrogate(letter) && !IsInPair(value, place)).Any();

    internal override string Format(string value) => value;

    // 12, off and ~ are texts here, and words with a colon or a brace would end the value.
    private protected override bool IsAlwaysQuoted(string value) => !YamlText.IsPlain(value);

    private protected override string RemedyOf(WrittenList given) =>
        given.Items.All(item => item is WrittenScalar)
            ? $"Write one text: {Key}: \"{string.Join(", ", given.Items.Cast<WrittenScalar>().Select(item => item.Text))}\"."
            : Remedy;

    private static bool IsInPair(string text, int place) =>
        (place + 1 < text.Length && char.IsSurrogatePair(text[place], text[place + 1]))
        || (place > 0 && char.IsSurrogatePair(text[place - 1], text[place]));
}
