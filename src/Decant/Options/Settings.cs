namespace Decant.Options;

/// <summary>
/// A section of a recipe as a typed, immutable record: its properties read and, in an initialiser, set the values of its options.
/// </summary>
public abstract record Settings
{
    /// <summary>The values, those of a named model, source, loss or optimizer included.</summary>
    internal OptionValues Values { get; init; } = OptionValues.Empty;

    /// <summary>The value of an option.</summary>
    private protected T Get<T>(Option<T> option)
        where T : notnull => Values.Get(option);

    /// <summary>
    /// What an option names, with its own options, which are among the values of this section; null where it names nothing.
    /// </summary>
    private protected T? Chosen<T>(Option<T> option)
        where T : Description => (T?)Values.Find(option)?.Taking(Values);

    /// <summary>The values with another thing named, and its options among them; null takes it away.</summary>
    private protected OptionValues Choosing<T>(Option<T> option, T? named)
        where T : Description =>
        named is null
            ? Values.Without(option)
            : Values.With(option, (T)named.Taking(OptionValues.Empty)).Taking(named.Options, named.Values);

    /// <summary>The values with one changed; null takes it away.</summary>
    private protected OptionValues Changed<T>(Option<T> option, T? value)
        where T : struct => value is { } given ? Values.With(option, given) : Values.Without(option);

    /// <summary>The values with one changed; null takes it away.</summary>
    private protected OptionValues Changed<T>(Option<T> option, T? value)
        where T : class => value is { } given ? Values.With(option, given) : Values.Without(option);
}
