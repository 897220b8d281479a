using System.IO.Enumeration;
using Decant.Engine;

namespace Decant.Adoption;

/// <summary>Chooses among the values that can serve as hints by their names.</summary>
internal static class HintPattern
{
    /// <summary>The report with those hints only that match.</summary>
    /// <param name="model">What is in a model.</param>
    /// <param name="pattern">A name in which <c>*</c> matches any letters, none included, and <c>?</c> one; case counts.</param>
    /// <exception cref="DecantException">Nothing matches; the nearest names are told.</exception>
    public static ModelReport Select(ModelReport model, string pattern)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        HintCandidate[] chosen =
        [
            .. model.Hints.Where(hint => FileSystemName.MatchesSimpleExpression(pattern, hint.Name, ignoreCase: false)),
        ];
        return chosen.Length > 0
            ? model with
            {
                Hints = chosen,
            }
            : throw new DecantException($"Matching '{pattern}' in {model.File}: {Explain(model, pattern)}");
    }

    private static string Explain(ModelReport model, string pattern)
    {
        const int most = 12;
        var names = model.Hints.Select(hint => hint.Name).ToArray();
        var nearest = NearestName.Find(pattern, names);
        return names.Length == 0
            ? "the model has no values that can serve as hints."
            : $"none of the {names.Length} values that can serve as hints has such a name"
                + (nearest is null ? "" : $"; nearest: '{nearest}'")
                + $". They are {string.Join(", ", names.Take(most))}{(names.Length > most ? ", …" : "")}.";
    }
}
