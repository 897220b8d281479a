using Decant.Engine;

namespace Decant.Options;

/// <summary>One of a few words.</summary>
/// <typeparam name="T">The enumeration whose names, with hyphens between their words, are the words.</typeparam>
internal sealed class ChoiceOption<T>(string key, string meaning, Presence<T> presence) : ScalarOption<T>(key, meaning, presence)
    where T : struct, Enum
{
    private static readonly string[] s_words = [.. Enum.GetNames<T>().Select(Hyphenate)];
    private static readonly T[] s_values = Enum.GetValues<T>();

    public override string Kind => string.Join(" or ", s_words);

    internal override bool TryParse(string text, out T value)
    {
        var place = Array.IndexOf(s_words, text);
        value = place < 0 ? default : s_values[place];
        return place >= 0;
    }

    internal override bool Accepts(T value) => Enum.IsDefined(value);

    internal override string Format(T value) => s_words[Array.IndexOf(s_values, value)];

    private protected override (string Message, string Remedy) Refusal(WrittenScalar given) =>
        (NearestName.Explain(Key, given.Text, s_words), Remedy);

    private static string Hyphenate(string name) =>
        string.Concat(name.Select((letter, place) => place > 0 && char.IsUpper(letter) ? $"-{letter}" : letter.ToString()))
            .ToLowerInvariant();
}
