namespace Decant.Options;

/// <summary>What a recipe can name: a model, a loss, a source. Its registry adds to this how it is made.</summary>
/// <param name="Name">The word in the recipe, such as <c>resnet</c>.</param>
/// <param name="Meaning">What it is, in one sentence.</param>
/// <param name="Options">The options that are next to the name.</param>
public record Description(string Name, string Meaning, OptionSet Options);
