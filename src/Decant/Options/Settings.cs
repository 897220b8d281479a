namespace Decant.Options;

/// <summary>
/// A section of a recipe as a typed, immutable record: its properties read and, in an initialiser, set the values of its options.
/// </summary>
public abstract record Settings
{
    /// <summary>The values, those of a named model, source, loss or optimizer included.</summary>
    public OptionValues Values { get; init; } = OptionValues.Empty;

    /// <summary>The value of an option.</summary>
    private protected T Get<T>(Option<T> option)
        where T : notnull => Values.Get(option);

    /// <summary>The values with one changed; null takes it away.</summary>
    private protected OptionValues Changed<T>(Option<T> option, T? value)
        where T : struct => value is { } given ? Values.With(option, given) : Values.Without(option);

    /// <summary>The values with one changed; null takes it away.</summary>
    private protected OptionValues Changed<T>(Option<T> option, T? value)
        where T : class => value is { } given ? Values.With(option, given) : Values.Without(option);
}
