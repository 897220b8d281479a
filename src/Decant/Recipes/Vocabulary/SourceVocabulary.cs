using System.Globalization;
using Decant.Data.Sources;
using Decant.Options;

namespace Decant.Recipes.Vocabulary;

/// <summary>The sources of samples that a recipe can name: those of <see cref="DataSources"/>, with the options that they state.</summary>
internal static class SourceVocabulary
{
    public static Catalogue<NamedSource> All { get; } =
        new("source", DataSources.All.Select(source => new NamedSource(source, OptionSet.Of(source.Options.Select(OptionOf)))));

    /// <summary>A source as the value of an option; one of one's own has all that it needs in itself.</summary>
    public static NamedSource Of(DataSource source) =>
        All.FirstOrDefault(known => known.Source == source) ?? new NamedSource(source, OptionSet.Empty);

    private static Option OptionOf(DataOption option)
    {
        var unset = option.Required ? null : "";
        return option.Kind switch
        {
            DataOptionKind.Path => Option.File(option.Name, option.Default, option.Meaning, unset),
            DataOptionKind.Choice => Option.Word(option.Name, option.Default, option.Choices, option.Meaning, unset),
            DataOptionKind.Flag => Option.Switch(option.Name, option.Default is { } flag ? flag == "true" : null, option.Meaning, unset),
            DataOptionKind.Number => Option.Number(
                option.Name,
                Number(option.Default),
                option.Meaning,
                atLeast: Bound(option.Lowest),
                atMost: Bound(option.Highest),
                unset: unset
            ),
            DataOptionKind.Whole => Option.WholeNumber(
                option.Name,
                (int?)Number(option.Default),
                option.Meaning,
                (int?)Bound(option.Lowest),
                (int?)Bound(option.Highest),
                unset: unset
            ),
            _ => Option.Text(option.Name, option.Default, option.Meaning, unset),
        };
    }

    private static double? Number(string? text) => text is null ? null : double.Parse(text, CultureInfo.InvariantCulture);

    private static double? Bound(double bound) => double.IsFinite(bound) ? bound : null;
}
