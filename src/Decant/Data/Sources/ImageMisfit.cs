using System.Globalization;

namespace Decant.Data.Sources;

/// <summary>Why a readable image cannot be brought into the form of the others.</summary>
/// <param name="Finding">The image, and how it differs, without a full stop.</param>
/// <param name="Remedy">The option that brings all such images into one form, as a sentence.</param>
internal sealed record ImageMisfit(string Finding, string Remedy)
{
    private const int MostNamed = 3;

    /// <summary>The first images that need a remedy, how many more do, and the remedy, once.</summary>
    public static IEnumerable<string> Sentences(IEnumerable<ImageMisfit> misfits)
    {
        foreach (var same in misfits.GroupBy(misfit => misfit.Remedy))
        {
            string[] findings = [.. same.Select(misfit => misfit.Finding)];
            string[] named = findings.Length > MostNamed + 1 ? findings[..MostNamed] : findings;
            foreach (var finding in named[..^1])
            {
                yield return $"{finding}.";
            }

            var more = findings.Length - named.Length;
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{named[^1]}{(more > 0 ? $"; {more} more differ, too" : "")}. {same.Key}"
            );
        }
    }
}
