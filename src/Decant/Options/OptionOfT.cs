using Decant.Engine;

namespace Decant.Options;

/// <summary>An option with a value of one type.</summary>
/// <typeparam name="T">The type of its value.</typeparam>
internal abstract class Option<T> : Option
    where T : notnull
{
    private static readonly string[] s_wordsForOff = ["off", "none", "no", "false"];

    private readonly Presence<T> _presence;

    internal Option(string key, string meaning, Presence<T> presence)
        : base(key, meaning)
    {
        _presence = presence;
        ValueWhenAbsent = presence.HasDefault ? presence.Default : null;
    }

    /// <inheritdoc/>
    public override bool IsRequired => _presence.IsRequired;

    /// <inheritdoc/>
    public override string Default =>
        IsRequired ? "required"
        : Write(ValueWhenAbsent) is { } node ? YamlText.InLine(node)
        : "";

    // Boxed once: an optimizer asks for its options at every step, which allocates nothing.
    internal override object? ValueWhenAbsent { get; }

    /// <summary>The same option, marked as one that changes how fast a result comes and never the result.</summary>
    public Option<T> WithoutInfluence()
    {
        var copy = (Option<T>)MemberwiseClone();
        copy.ChangesResult = false;
        return copy;
    }

    /// <summary>Refuses a value that a recipe could not have given.</summary>
    /// <exception cref="DecantException">The value is outside the range.</exception>
    internal void Check(T value)
    {
        if (!Accepts(value))
        {
            var written = WriteValue(value) is { } node ? YamlText.InLine(node) : "nothing";
            throw new DecantException($"{Key}: expected {Expected}, received {written}. {Remedy}");
        }
    }

    internal sealed override bool TryRead(WrittenNode node, OptionReading reading, out object? value)
    {
        if (IsWordForUnset(node))
        {
            value = null;
            return true;
        }

        var isRead = TryReadValue(node, reading, out var read);
        value = read;
        return isRead;
    }

    internal sealed override WrittenNode? Write(object? value) =>
        value is T given ? WriteValue(given)
        : _presence.UnsetWord.Length == 0 ? null
        : new WrittenScalar(_presence.UnsetWord, default);

    /// <summary>Reads the value; reports and returns false where it cannot be understood or is refused.</summary>
    internal abstract bool TryReadValue(WrittenNode node, OptionReading reading, out T? value);

    /// <summary>The value as it would be written.</summary>
    internal abstract WrittenNode? WriteValue(T value);

    /// <summary>Whether a value lies in the range.</summary>
    internal virtual bool Accepts(T value) => true;

    /// <summary>The way out where a value was refused.</summary>
    private protected string Remedy =>
        this switch
        {
            { IsRequired: true } => Meaning,
            { Default: "" } => $"Leave '{Key}' out, or give {Expected}.",
            _ => $"The default is {Default}.",
        };

    private bool IsWordForUnset(WrittenNode node) =>
        _presence.UnsetWord.Length > 0
        && node is WrittenScalar { IsQuoted: false } word
        && (word.Text == _presence.UnsetWord || (_presence.UnsetWord == "off" && s_wordsForOff.Contains(word.Text)));
}
