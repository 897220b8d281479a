using Decant.Engine;

namespace Decant.Options;

/// <summary>One of a few words that are known only when the program runs.</summary>
internal sealed class WordOption(string key, string meaning, IReadOnlyList<string> words, Presence<string> presence)
    : ScalarOption<string>(key, meaning, presence)
{
    public override string Kind => string.Join(" or ", words);

    internal override bool TryParse(string text, out string value)
    {
        value = text;
        return words.Contains(text);
    }

    internal override bool Accepts(string value) => words.Contains(value);

    internal override string Format(string value) => value;

    private protected override (string Message, string Remedy) Refusal(WrittenScalar given) =>
        (NearestName.Explain(Key, given.Text, words), Remedy);
}
