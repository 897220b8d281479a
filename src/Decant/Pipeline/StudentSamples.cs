using System.Globalization;
using Decant.Data;
using Decant.Engine;
using Decant.Evaluation;
using Decant.Teachers;

namespace Decant.Pipeline;

/// <summary>What the student sees: fewer labels than samples, further samples without labels, or not every class.</summary>
internal static class StudentSamples
{
    /// <summary>The samples with labels, less the classes that the student never sees.</summary>
    /// <exception cref="DecantException">A class to omit does not exist, or nothing is left.</exception>
    public static DataSplits Labelled(RunContext context)
    {
        var (settings, splits) = (context.Recipe.Data, context.Data.Splits);
        var train = splits.Train;
        if (settings.Omit.Count > 0)
        {
            var omitted = settings.Omit.Select(name => ClassOf(train, name)).ToHashSet();
            train = new Subset(
                $"{train.Name} without {string.Join(", ", settings.Omit)}",
                train,
                [.. Enumerable.Range(0, train.Count).Where(i => !omitted.Contains(train.Label(i)))]
            );
        }

        if (settings.Labelled < 1)
        {
            (_, train) = DataSplits.Divide(train, settings.Labelled, "labelled", new SplitOptions { Seed = context.Recipe.DataSeed });
        }

        return splits with
        {
            Train = train,
        };
    }

    /// <summary>All samples that the student learns from with a teacher.</summary>
    /// <param name="context">The run.</param>
    /// <param name="labelled">The samples with labels.</param>
    /// <param name="teacher">Decides which samples without label are clear enough; null without a teacher.</param>
    public static DataSplits All(RunContext context, DataSplits labelled, FrozenNetwork? teacher)
    {
        var settings = context.Recipe.Data;
        var others = new List<Dataset>();
        if (settings.Labelled < 1)
        {
            // The same division as of the labelled samples: what they left.
            var whole = labelled.Train is Subset part ? part.Whole : labelled.Train;
            others.Add(DataSplits.Divide(whole, settings.Labelled, "labelled", new SplitOptions { Seed = context.Recipe.DataSeed }).Others);
        }

        if (context.Data.Unlabelled.Value is { } further)
        {
            others.AddRange([further.Train, further.Validation]);
            foreach (var notice in UnlabelledSamples.Notices(further))
            {
                context.Observer.Note(notice);
            }
        }

        if (others.Count == 0)
        {
            return labelled;
        }

        Dataset unlabelled = new WithoutLabels(new Joined("unlabelled", others));
        var count = unlabelled.Count;
        if (settings.Confidence > 0 && teacher is not null)
        {
            unlabelled = Confident(unlabelled, teacher, settings.Confidence);
            context.Observer.Note(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Of {count} samples without labels, the teacher is sure of {unlabelled.Count} (probability "
                        + $"{settings.Confidence} or more); the others are left out."
                )
            );
        }

        context.Observer.Note(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The student learns from {labelled.Train.Count} samples with labels and {unlabelled.Count} without."
            )
        );
        if (labelled.Train.Count + unlabelled.Count == 0)
        {
            throw new DecantException(
                "data: no sample is left for the student. Lower data.confidence, or give data.labelled a share above 0."
            );
        }

        return labelled with
        {
            Train = new Joined($"{labelled.Train.Name} and samples without labels", labelled.Train, unlabelled),
        };
    }

    private static Subset Confident(Dataset samples, FrozenNetwork teacher, double least)
    {
        var answers = NetworkAnswers.Of(teacher, samples);
        return new Subset(
            samples.Name,
            samples,
            [
                .. Enumerable
                    .Range(0, samples.Count)
                    .Where(i => LargestProbability(answers.AsSpan(i * teacher.Classes, teacher.Classes)) >= least),
            ]
        );
    }

    // max p = 1/Σ e^(zⱼ − max z)
    private static double LargestProbability(ReadOnlySpan<float> logits)
    {
        float most = float.NegativeInfinity;
        foreach (var logit in logits)
        {
            most = Math.Max(most, logit);
        }

        var sum = 0.0;
        foreach (var logit in logits)
        {
            sum += Math.Exp(logit - most);
        }

        return 1 / sum;
    }

    private static int ClassOf(Dataset data, string name)
    {
        var place = data.ClassNames.ToList().IndexOf(name);
        return place >= 0 ? place : throw new DecantException($"data.omit: {NearestName.Explain("class", name, data.ClassNames)}.");
    }
}
