using Decant.Options;
using Decant.Recipes.Vocabulary;

namespace Decant.Recipes;

/// <summary>Further samples for the student, whose labels, if there are any, no one looks at: the teacher tells what they are.</summary>
public sealed record UnlabelledSettings : Settings, ISettings
{
    private static readonly Option<Description> s_source = Option.Named(
        "source",
        SourceVocabulary.All,
        null,
        "The kind of place that the samples come from."
    );

    static OptionSet ISettings.Options { get; } = OptionSet.DeclaredIn(typeof(UnlabelledSettings));

    /// <summary>The kind of place that the samples come from, with its own options among <see cref="Settings.Values"/>.</summary>
    public Description Source
    {
        get => Get(s_source);
        init => Values = Changed(s_source, value);
    }
}
