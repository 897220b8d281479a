using Decant.Data;
using Decant.Data.Sources;
using Decant.Engine;
using Decant.Notices;
using Decant.Recipes;
using Decant.Tables;

namespace Decant.Pipeline;

/// <summary>The further samples of a recipe, whose labels no one needs.</summary>
internal static class UnlabelledSamples
{
    /// <summary>
    /// Reads them; null where the recipe names none. Images take the size and channels of those with labels, unless the recipe says others.
    /// </summary>
    /// <param name="recipe">Names them under data.unlabelled.</param>
    /// <param name="labelled">The samples with labels.</param>
    /// <param name="root">Where relative paths start.</param>
    /// <param name="table">What the rows of a table become; null where samples are no rows of one.</param>
    /// <param name="memory">Peak resident memory of the process in bytes; null for no limit.</param>
    /// <exception cref="DecantException">They cannot be read, or are of another shape than those with labels.</exception>
    public static DataSplits? Open(Recipe recipe, Dataset labelled, string root, TableSchema? table, long? memory = null)
    {
        if (recipe.Data.Unlabelled is not { } settings)
        {
            return null;
        }

        var texts = new Dictionary<string, string>(settings.SourceValues(recipe.DataSeed));
        if (labelled.IsImages && settings.Source.Options.Any(option => option.Name == "size"))
        {
            texts.TryAdd("size", FormattableString.Invariant($"{labelled.SampleShape[2]}x{labelled.SampleShape[1]}"));
            texts.TryAdd("channels", labelled.SampleShape[0] == 1 ? "grey" : "rgb");
        }

        var further = DataSources.Open(settings.Source, texts, root, isUnlabelled: true, table, memory, readings: labelled.Texts?.Readings);
        _ = new Joined("all samples", labelled, further.Train); // refuses another shape
        return further;
    }

    /// <summary>What must be known about how they were read.</summary>
    public static IEnumerable<Notice> Notices(DataSplits further) =>
        further.Notes.Select(notice =>
            notice with
            {
                Sentence = $"{(notice.Kind == NoticeKind.Warning ? "samples" : "Samples")} without labels: {notice.Sentence}",
            }
        );
}
