using System.Collections.Immutable;

namespace Decant.Options;

/// <summary>Values of options: those that were given, and the default of every other. Immutable; equal where all values are.</summary>
internal sealed class OptionValues : IEquatable<OptionValues>
{
    private readonly ImmutableDictionary<Option, object?> _given;

    private OptionValues(ImmutableDictionary<Option, object?> given) => _given = given;

    /// <summary>Nothing given: every option has its default.</summary>
    public static OptionValues Empty { get; } = new(ImmutableDictionary<Option, object?>.Empty);

    /// <summary>The value of an option that has a default or must be written.</summary>
    /// <exception cref="InvalidOperationException">It has no value: it is required, or may be left out (then ask
    /// <see cref="TryGet"/>).</exception>
    public T Get<T>(Option<T> option)
        where T : notnull =>
        TryGet(option, out var value) ? value! : throw new InvalidOperationException($"Option '{option.Key}' has no value.");

    /// <summary>The value of an option, where it has one.</summary>
    public bool TryGet<T>(Option<T> option, out T? value)
        where T : notnull
    {
        var held = Held(option);
        value = held is T given ? given : default;
        return held is not null;
    }

    /// <summary>The value of an option, or null where it has none.</summary>
    public T? Find<T>(Option<T> option)
        where T : class => TryGet(option, out var value) ? value : null;

    /// <summary>The number of an option, or null where it has none.</summary>
    public T? FindNumber<T>(Option<T> option)
        where T : struct => TryGet(option, out var value) ? value : null;

    /// <summary>The same values with one changed.</summary>
    /// <exception cref="Engine.DecantException">The value is outside the option's range.</exception>
    public OptionValues With<T>(Option<T> option, T value)
        where T : notnull
    {
        option.Check(value);
        return Holding(option, value);
    }

    /// <summary>The same values with one taken away, default or not.</summary>
    public OptionValues Without(Option option) => Holding(option, null);

    /// <inheritdoc/>
    public bool Equals(OptionValues? other) =>
        other is not null && _given.Keys.Concat(other._given.Keys).All(option => Equals(Held(option), other.Held(option)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as OptionValues);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        _given
            .Where(pair => !Equals(pair.Value, pair.Key.ValueWhenAbsent))
            .Aggregate(0, (hash, pair) => hash ^ HashCode.Combine(pair.Key.Key, pair.Value));

    /// <summary>Values and keys, for a debugger.</summary>
    public override string ToString() =>
        string.Join(
            ", ",
            _given.OrderBy(pair => pair.Key.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key.Key}: {pair.Value ?? "unset"}")
        );

    /// <summary>These values, and those of others where nothing is given here.</summary>
    internal OptionValues Over(OptionValues others) => new(others._given.SetItems(_given));

    /// <summary>Those of these options that are given, and nothing else.</summary>
    internal OptionValues Only(IEnumerable<Option> options) => Empty.Taking(options, this);

    /// <summary>The same values with these options as others have them, given or not.</summary>
    internal OptionValues Taking(IEnumerable<Option> options, OptionValues others) =>
        options.Aggregate(this, (all, option) =>
            others._given.TryGetValue(option, out var value) ? all.Holding(option, value) : all.NotGiven(option)
        );

    /// <summary>The value, or null where there is none.</summary>
    internal object? Held(Option option) => _given.TryGetValue(option, out var value) ? value : option.ValueWhenAbsent;

    internal bool IsGiven(Option option) => _given.ContainsKey(option);

    /// <summary>The same values with one that was not given.</summary>
    internal OptionValues NotGiven(Option option) => new(_given.Remove(option));

    internal OptionValues Holding(Option option, object? value) => new(_given.SetItem(option, value));
}
