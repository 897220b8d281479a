using Decant.Data.Batches;
using Decant.Engine.Graphs;
using Decant.Tasks;

namespace Decant.SoftTargets.Store;

/// <summary>
/// How often a teacher's answers agree with the truth: the largest class with the label, pixel by pixel where each has one; of labels of
/// which several may be true, each by itself. Of numbers nothing is counted.
/// </summary>
/// <param name="goal">What is learnt.</param>
/// <param name="answer">An answer's shape.</param>
internal sealed class AnswerAgreement(LearningGoal goal, StoredValue answer)
{
    private readonly int _classes = answer.Classes;

    /// <summary>Counts one sample of a batch.</summary>
    /// <param name="batch">The samples with their labels.</param>
    /// <param name="place">The sample's place in the batch.</param>
    /// <param name="numbers">The answer.</param>
    /// <returns>Labels that agree, and labels that are known.</returns>
    public (int Right, int Counted) Count(Batch batch, int place, ReadOnlySpan<float> numbers)
    {
        if (goal.Task.LearnsClasses)
        {
            return batch.Find(goal.LabelField) is { Type: ElementType.Int64 } labels
                ? OfClasses(labels, batch.Count, place, numbers)
                : default;
        }

        return goal.Task.Answers == AnswerMeaning.Labels && batch.Targets is { } targets
            ? OfLabels(targets.Span<float>().Slice(place * _classes, _classes), numbers)
            : default;
    }

    private (int Right, int Counted) OfClasses(Tensor labels, int count, int place, ReadOnlySpan<float> numbers)
    {
        var each = (int)(labels.Count / count);
        var places = numbers.Length / _classes;
        if (each < places)
        {
            return default;
        }

        var (right, counted) = (0, 0);
        var truth = labels.Span<long>().Slice(place * each, places);
        for (var at = 0; at < places; at++)
        {
            if (truth[at] < 0)
            {
                continue;
            }

            counted++;
            right += Best(numbers, at, places) == truth[at] ? 1 : 0;
        }

        return (right, counted);
    }

    private int Best(ReadOnlySpan<float> numbers, int at, int places)
    {
        var (start, step) = answer.IsPlanes ? (at, places) : (at * _classes, 1);
        var best = 0;
        for (var c = 1; c < _classes; c++)
        {
            best = numbers[start + (c * step)] > numbers[start + (best * step)] ? c : best;
        }

        return best;
    }

    private static (int Right, int Counted) OfLabels(ReadOnlySpan<float> truth, ReadOnlySpan<float> numbers)
    {
        var (right, counted) = (0, 0);
        for (var label = 0; label < truth.Length; label++)
        {
            if (!float.IsNaN(truth[label]))
            {
                counted++;
                right += truth[label] > 0.5f == numbers[label] >= 0 ? 1 : 0;
            }
        }

        return (right, counted);
    }
}
