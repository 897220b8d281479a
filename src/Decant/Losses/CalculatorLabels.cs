using System.Globalization;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Tasks;

namespace Decant.Losses;

/// <summary>What is known of each sample, as the input of a loss's graph.</summary>
internal static class CalculatorLabels
{
    /// <summary>Classes, Int64 [N]. A table of one row or one column is a list.</summary>
    /// <exception cref="DecantException">There are none, or too few or too many, or one is no class.</exception>
    public static Tensor Whole(DistillationLoss loss, Tensor? given, Tensor student)
    {
        var (samples, classes) = (student.Dimensions[0], student.Rank == 2 ? student.Dimensions[1] : int.MaxValue);
        var numbers = Given(loss, given, "labels", mayBeUnknown: true);
        if (numbers.Count != samples || numbers.Dimensions.ToArray().Count(size => size != 1) > 1)
        {
            throw new DecantException(
                $"{loss.Name}: expected one label for each of {samples} samples, received an array of shape "
                    + $"{Shape(numbers)}. Give whole numbers [N]; where several labels can be true, or numbers are "
                    + $"predicted, say that the task is multi-label or regression."
            );
        }

        var labels = new Tensor(ElementType.Int64, samples);
        for (var n = 0; n < samples; n++)
        {
            var label = numbers.Span<double>()[n];
            if (!double.IsInteger(label) || label < -1 || label >= classes)
            {
                throw new DecantException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{loss.Name}: expected labels from 0 to {classes - 1}, or -1 where a sample has none, "
                            + $"received {label} for sample {n}. Count classes from 0, as the columns of the logits are "
                            + $"ordered."
                    )
                );
            }

            labels.Span<long>()[n] = (long)label;
        }

        return labels;
    }

    /// <summary>
    /// Labels of which several can be true, or true numbers: Float64 of the shape of the student's, NaN for unknown; [N] where the student
    /// predicts one for each sample.
    /// </summary>
    /// <exception cref="DecantException">There are none, they are of another shape, or a label is neither 0 nor 1.</exception>
    public static Tensor Numbers(DistillationLoss loss, Tensor? given, Tensor student, LearningTask task)
    {
        var what = task.TruthWords;
        var numbers = Given(loss, given, what, mayBeUnknown: true);
        if (
            !numbers.Dimensions.SequenceEqual(student.Dimensions)
            && !(numbers.Rank == 1 && numbers.Count == student.Count && student.Dimensions[^1] == 1)
        )
        {
            throw new DecantException(
                $"{loss.Name}: expected {what} of shape {Shape(student)}, as the student answers, received "
                    + $"{Shape(numbers)}. Give a row for each sample."
            );
        }

        foreach (var number in numbers.Span<double>())
        {
            if (!double.IsNaN(number) && task.Problem(number) is { } expected)
            {
                throw new DecantException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{loss.Name}: expected {expected} for each label, or NaN where no one knows, received "
                            + $"{number}. Give what is true, not a logit; or take the task regression."
                    )
                );
            }
        }

        return numbers.View(0, student.Dimensions);
    }

    private static Tensor Given(DistillationLoss loss, Tensor? given, string what, bool mayBeUnknown = false) =>
        given is null
            ? throw new DecantException(
                $"{loss.Name}: needs {what}, and none were given. It reads {loss.Facts.Shapes}; name a file with --labels."
            )
            : CalculatorInputs.Floats(given, $"{loss.Name}: the array of labels", mayBeUnknown);

    private static string Shape(Tensor array) => $"[{string.Join(", ", array.Dimensions.ToArray())}]";
}
