using System.Globalization;
using Decant.Engine.Graphs;
using Decant.Evaluation;
using Decant.Students;
using Decant.Teachers;

namespace Decant.Pipeline;

/// <summary>
/// A student that never saw a class in training answers it too rarely: its bias was pushed down. The biases of such classes are raised
/// until, on the validation part, the class is answered as often as it occurs there; the test part is not looked at. Hinton, Vinyals, Dean
/// 2015, arXiv:1503.02531, section 3, where the bias was chosen on the test set.
/// </summary>
internal static class BiasCorrection
{
    // Halvings of the interval ±Reach: 2·64/2^20, far below what moves an answer.
    private const int Halvings = 20;
    private const double Reach = 64;

    /// <summary>Corrects the biases of the head, and says by how much.</summary>
    public static void Apply(Graph student, RunContext context)
    {
        var (omit, validation) = (context.Recipe.Data.Omit, context.Data.Splits.Validation);
        if (omit.Count == 0)
        {
            return;
        }

        var bias = student[Network.Logits].Producer?.Inputs.LastOrDefault()?.Data;
        if (bias is not { Rank: 1 } || bias.Count != context.Data.AnswerNames.Count)
        {
            context.Observer.Note("data.omit: the student's last layer has no bias, so none was corrected.");
            return;
        }

        var counts = validation.CountClasses();
        using var frozen = new FrozenNetwork(
            student,
            Evaluator.BatchOf(student, context.Device, validation.Schema),
            context.Device.For("student, bias correction"),
            new FrozenOptions { Schema = validation.Schema }
        );
        var logits = NetworkAnswers.Of(frozen, validation);
        foreach (var c in omit.Select(name => context.Data.Splits.Train.ClassNames.ToList().IndexOf(name)))
        {
            var shift = Find(logits, context.Data.AnswerNames.Count, c, counts[c]);
            bias.Span<float>()[c] += (float)shift;
            for (var n = c; n < logits.Length; n += context.Data.AnswerNames.Count)
            {
                logits[n] += (float)shift;
            }

            context.Observer.Note(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The bias of class '{context.Data.Splits.Train.ClassNames[c]}', which the student never saw, "
                        + $"was raised by {shift:0.00}: on validation it is answered as often as it occurs."
                )
            );
        }
    }

    // The higher the bias, the more often the class wins: a bisection finds the least that is often enough.
    private static double Find(float[] logits, int classes, int c, int wanted)
    {
        var (low, high) = (-Reach, Reach);
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = Wins(logits, classes, c, middle) < wanted ? (middle, high) : (low, middle);
        }

        return high;
    }

    private static int Wins(float[] logits, int classes, int c, double shift)
    {
        var wins = 0;
        for (var n = 0; n < logits.Length; n += classes)
        {
            var row = logits.AsSpan(n, classes);
            var own = row[c] + shift;
            var beaten = true;
            for (var other = 0; other < classes && beaten; other++)
            {
                beaten = other == c || row[other] < own;
            }

            wins += beaten ? 1 : 0;
        }

        return wins;
    }
}
