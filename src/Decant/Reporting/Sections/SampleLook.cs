using Decant.Reporting.Charts;
using Decant.Runs;

namespace Decant.Reporting.Sections;

/// <summary>How a sample is shown in a table: its text or its row, or its picture.</summary>
internal static class SampleLook
{
    /// <summary>The cell's content.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="id">Unique on the page.</param>
    public static Markup Of(ShownSample sample, string id) =>
        sample.Pixels.Count == 0
            ? Markup.Of($"{sample.Text}")
            : new ClassPicture(sample.Height, sample.Width)
            {
                Id = id,
                Title = sample.Name,
                Classes = [],
            }.DrawGrey(sample.Pixels);
}
