namespace Decant.Options;

/// <summary>An option whose value is one word, number or text.</summary>
/// <typeparam name="T">The type of its value.</typeparam>
internal abstract class ScalarOption<T> : Option<T>
    where T : notnull
{
    private protected ScalarOption(string key, string meaning, Presence<T> presence)
        : base(key, meaning, presence) { }

    internal override bool TryReadValue(WrittenNode node, OptionReading reading, out T? value)
    {
        value = default;
        if (node is WrittenScalar { IsEmpty: false } scalar && TryParse(scalar.Text, out value) && Accepts(value!))
        {
            return true;
        }

        var (message, remedy) = node switch
        {
            WrittenScalar { IsEmpty: false } refused => Refusal(refused),
            WrittenList list => (Expectation(list), RemedyOf(list)),
            _ => (Expectation(node), Remedy),
        };
        reading.Report(node.Place, message, remedy);
        return false;
    }

    internal override WrittenNode WriteValue(T value) => new WrittenScalar(Format(value), default, IsAlwaysQuoted(value));

    internal abstract bool TryParse(string text, out T? value);

    internal abstract string Format(T value);

    /// <summary>Whether the written value would be taken for something else without quotes.</summary>
    private protected virtual bool IsAlwaysQuoted(T value) => false;

    /// <summary>What to do where a list was given.</summary>
    private protected virtual string RemedyOf(WrittenList given) => Remedy;

    /// <summary>What is said about a value that cannot be used.</summary>
    private protected virtual (string Message, string Remedy) Refusal(WrittenScalar given) => (Expectation(given), Remedy);

    private protected string Expectation(WrittenNode given) => $"expected {Expected}, received {given.Describe()}";
}
