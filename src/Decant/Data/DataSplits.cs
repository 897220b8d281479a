using System.Globalization;
using Decant.Engine;
using Decant.Notices;

namespace Decant.Data;

/// <summary>The three parts of the data. Every choice is made on validation; test is looked at once, at the end.</summary>
/// <param name="Train">What teacher and student learn from.</param>
/// <param name="Validation">What early stopping and tuning decide on.</param>
/// <param name="Test">What the result is measured on.</param>
/// <param name="Notes">What a reader of the result must know about how the parts came about, a sentence each.</param>
public sealed record DataSplits(Dataset Train, Dataset Validation, Dataset Test, IReadOnlyList<Notice> Notes)
{
    // More names than anyone gives to classes of few samples: the column holds numbers.
    private const int ManyClasses = 20;

    /// <summary>Makes the parts that a source does not have.</summary>
    /// <param name="parts">What the source has.</param>
    /// <param name="options">Shares, rule and seed.</param>
    /// <param name="mayBeEmpty">Whether parts may have no sample.</param>
    /// <exception cref="DecantException">A share is out of range, or a part would be empty.</exception>
    internal static DataSplits Of(SourceParts parts, SplitOptions options, bool mayBeEmpty = false)
    {
        options.Check();
        var notes = parts.Notes.ToList();
        var how = Way(parts.Train, options);
        var (train, validation, test) = (parts.Train, parts.Validation, parts.Test);
        if (test is null)
        {
            (train, test) = Divide(train, options.Test, "test", options);
            notes.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{parts.Train.Name} has no test part: {test.Count} of {parts.Train.Count} samples, {how}, are kept for the test."
                )
            );
        }

        if (validation is null)
        {
            var before = train.Count;
            (train, validation) = Divide(train, options.Validation, "validation", options);
            notes.Add(
                string.Create(CultureInfo.InvariantCulture, $"Validation is {validation.Count} of {before} training samples, {how}.")
            );
        }

        if (options.Fraction < 1)
        {
            var before = train.Count;
            (_, train) = Divide(train, options.Fraction, "fraction", options);
            notes.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Training uses {train.Count} of {before} samples (fraction {options.Fraction}), {how}."
                )
            );
        }

        foreach (var (part, name) in new[] { (train, "train"), (validation, "validation"), (test, "test") })
        {
            if (part.Count == 0 && !mayBeEmpty)
            {
                throw new DecantException(
                    options.By == SplitRule.Stratified
                        ? $"Splitting '{parts.Train.Name}': the {name} part would be empty: "
                            + $"{string.Create(CultureInfo.InvariantCulture, $"{parts.Train.Count} samples in {parts.Train.ClassNames.Count} classes")}, of each "
                            + $"of which training keeps one. Give more data, or a larger share for "
                            + $"{name}.{(parts.Train.ClassNames.Count > ManyClasses ? " Numbers to learn are no classes: a table names their columns with data.targets." : "")}"
                        : $"Splitting '{parts.Train.Name}': the {name} part would be empty: "
                            + $"{string.Create(CultureInfo.InvariantCulture, $"{parts.Train.Count} samples")} do not "
                            + $"divide into the shares asked for when those "
                            + $"with one '{SampleDivision.FieldOf(parts.Train, options)!.Name}' stay together. Give more "
                            + $"data, other shares, or another data.split.field."
                );
            }
        }

        // The categories of a table that a network knows already stay.
        if (train.Table is { Missing: not null } && TableFitting.Of(train, validation, test) is [var first, var second, var third])
        {
            (train, validation, test) = (first, second, third);
        }

        // Parts that were divided before have them already.
        notes.AddRange(ClassBalance.Notes(train, validation, test).Except(notes).ToArray());
        return new DataSplits(train, validation, test, notes);
    }

    /// <summary>Takes a share of the samples, as the options say.</summary>
    internal static (Subset Others, Subset Chosen) Divide(Dataset whole, double share, string name, SplitOptions options)
    {
        var isChosen = SampleDivision.Choose(whole, share, name, options);
        var all = Enumerable.Range(0, whole.Count);
        return (
            new Subset(whole.Name, whole, all.Where(i => !isChosen[i]).ToArray()),
            new Subset(name == "fraction" ? whole.Name : $"{whole.Name} ({name})", whole, all.Where(i => isChosen[i]).ToArray())
        );
    }

    private static string Way(Dataset train, SplitOptions options)
    {
        var field = SampleDivision.FieldOf(train, options)?.Name;
        return options.By switch
        {
            SplitRule.Stratified => string.Create(
                CultureInfo.InvariantCulture,
                $"stratified {(options.Field is null ? "" : $"by {field} and ")}by seed {options.Seed}"
            ),
            SplitRule.Grouped => string.Create(CultureInfo.InvariantCulture, $"grouped by {field} and by seed {options.Seed}"),
            _ => $"the latest by {field}",
        };
    }
}
