using Decant.Data.Sources;
using Decant.Options;
using Decant.Recipes.Vocabulary;

namespace Decant.Recipes;

/// <summary>Further samples for the student, whose labels, if there are any, no one looks at: the teacher tells what they are.</summary>
public sealed record UnlabelledSettings : Settings, ISettings
{
    private static readonly Option<NamedSource> s_source = Option.Named(
        "source",
        SourceVocabulary.All,
        null,
        "The kind of place that the samples come from."
    );

    static OptionSet ISettings.Options { get; } = OptionSet.DeclaredIn(typeof(UnlabelledSettings));

    /// <summary>
    /// Where the samples come from: a source that recipes can name, with its options among <see cref="Settings.Values"/>, or one of one's
    /// own.
    /// </summary>
    public DataSource Source
    {
        get => Get(s_source).Source;
        init => Values = Changed(s_source, SourceVocabulary.Of(value));
    }

    /// <summary>What <see cref="DataSources"/> take to open the source.</summary>
    internal IReadOnlyDictionary<string, string> SourceValues(ulong seed) => DataSettings.TextsOf(Values, Get(s_source).Options, seed);
}
