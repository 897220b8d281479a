using System.Globalization;
using Decant.Notices;

namespace Decant.Data;

/// <summary>What the numbers of samples in each class mean for a result.</summary>
internal static class ClassBalance
{
    private const int MostNamed = 5;

    // With fewer test samples, one answer moves a class's recall by more than five points.
    private const int FewestTests = 20;

    // From this share on, accuracy says little about the other classes.
    private const double Most = 0.9;
    private const double Many = 0.6;

    /// <summary>The sentences; none where every class can be judged.</summary>
    public static IEnumerable<Notice> Notes(Dataset train, Dataset validation, Dataset test)
    {
        var names = test.ClassNames;
        if (names.Count < 2 || test.Count == 0 || test.Label(0) < 0)
        {
            yield break;
        }

        var (trained, decided, tested) = (train.CountClasses(), validation.CountClasses(), test.CountClasses());
        var all = Enumerable.Range(0, names.Count).ToArray();
        if (all.Where(c => tested[c] == 0).ToArray() is { Length: > 0 } absent)
        {
            yield return Notice.Warning(
                $"no test sample is of {Classes(absent, c => $"{names[c]} ({trained[c]} in training)")}. "
                    + "Nothing will be known about it, and no metric counts it. Give more samples of it, or a larger data.test."
            );
        }

        if (all.Where(c => tested[c] > 0 && decided[c] == 0).ToArray() is { Length: > 0 } undecided)
        {
            yield return Notice.Warning(
                $"no validation sample is of {Classes(undecided, c => names[c])}: no choice can heed it. Give more "
                    + $"samples of it, or a larger data.validation."
            );
        }

        var best = all.MaxBy(c => tested[c]);
        var share = (double)tested[best] / test.Count;
        // Where the test part as a whole is small, every class is, and that is said of the result.
        if (
            all.Where(c => tested[c] is > 0 and < FewestTests && tested[c] * 4 * names.Count < test.Count).ToArray() is { Length: > 0 } rare
        )
        {
            yield return Notice.Warning(
                $"few test samples are of {Classes(rare, c => $"{names[c]} ({tested[c]} of {test.Count})")}. One "
                    + $"answer moves its recall by points, and the accuracy hides it: look at the classes one by one, and "
                    + $"at macro F1."
            );
        }

        if (share >= Many)
        {
            var sentence = string.Create(
                CultureInfo.InvariantCulture,
                $"answering {names[best]} reaches {share * 100:0.0} % accuracy on the test part. Judge a network by "
                    + $"what it adds to that, and by macro F1."
            );
            yield return share >= Most ? Notice.Warning($"always {sentence}") : $"Always {sentence}";
        }
    }

    private static string Classes(int[] classes, Func<int, string> name) =>
        $"{(classes.Length == 1 ? "class" : "classes")} "
        + $"{string.Join(", ", classes.Take(MostNamed).Select(name))}{(classes.Length > MostNamed ? $" and {classes.Length - MostNamed} more" : "")}";
}
