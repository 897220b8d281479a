namespace Decant.Options;

/// <summary>
/// What a recipe can name, such as a model, a loss or an optimizer, together with its options: the object that code makes with
/// <c>new Mlp { Hidden = [64] }</c> and that a recipe makes of <c>model: mlp</c> and <c>hidden: 64</c>. Two are equal where kind, name and
/// all values are.
/// </summary>
public record Description : Settings
{
    private readonly OptionSet? _options;

    /// <summary>Something that can be named.</summary>
    /// <param name="name">The word in the recipe, such as <c>resnet</c>.</param>
    /// <param name="meaning">What it is, in one sentence.</param>
    /// <param name="options">The options that are next to the name; null for those that its type holds in static fields.</param>
    internal Description(string name, string meaning, OptionSet? options = null) => (Name, Meaning, _options) = (name, meaning, options);

    /// <summary>The word in the recipe, such as <c>resnet</c>.</summary>
    public string Name { get; }

    /// <summary>What it is, in one sentence.</summary>
    public string Meaning { get; }

    /// <summary>The options that are next to the name.</summary>
    internal virtual OptionSet Options => _options ?? OptionSet.DeclaredIn(GetType());

    /// <summary>Whether another is of the same kind and name and has the same values.</summary>
    public virtual bool Equals(Description? other) =>
        other is not null && EqualityContract == other.EqualityContract && Name == other.Name && Values.Equals(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Values);

    /// <summary>The same thing with those of its options that a section holds.</summary>
    internal Description Taking(OptionValues section) => this with { Values = section.Only(Options) };
}
