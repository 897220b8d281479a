namespace Decant.Options;

/// <summary>A name out of a catalogue; the options of what it names are next to it, in the same section.</summary>
/// <typeparam name="T">What the catalogue holds.</typeparam>
internal sealed class VariantOption<T>(string key, string meaning, Catalogue<T> catalogue, Presence<T> presence)
    : ScalarOption<T>(key, meaning, presence),
        IVariantOption
    where T : Description
{
    public override string Kind => string.Join(" or ", catalogue.Names);

    public (string Noun, IEnumerable<Description> Entries) Facts => (catalogue.Noun, catalogue);

    internal override bool TryParse(string text, out T? value) => catalogue.TryFind(text, out value);

    internal override string Format(T value) => value.Name;

    private protected override (string Message, string Remedy) Refusal(WrittenScalar given) => (catalogue.Explain(given.Text), Remedy);
}
