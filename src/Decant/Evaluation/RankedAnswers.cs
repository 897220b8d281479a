namespace Decant.Evaluation;

/// <summary>
/// Answers to the question whether a sample is of the second of two classes, from the surest yes on. A threshold takes all samples of one
/// answer at once, so that equal answers have no order.
/// </summary>
/// <param name="capacity">Samples that will be added without allocating; more may come.</param>
internal sealed class RankedAnswers(int capacity = 0)
{
    private readonly List<double> _answers = new(capacity);
    private readonly List<bool> _truth = new(capacity);

    /// <summary>Samples of the second class.</summary>
    public int Positives { get; private set; }

    /// <summary>Samples of the first class.</summary>
    public int Negatives => _truth.Count - Positives;

    /// <summary>Whether there are samples of both classes: else nothing can be in order.</summary>
    public bool AreOfBoth => Positives > 0 && Negatives > 0;

    /// <summary>The answers in the order in which they came.</summary>
    public IReadOnlyList<double> Answers => _answers;

    /// <summary>What is true of each.</summary>
    public IReadOnlyList<bool> Truth => _truth;

    /// <summary>Adds an answer.</summary>
    /// <param name="answer">The higher, the surer that it is the second class; a logit, a difference of logits or a probability.</param>
    /// <param name="isPositive">Whether it is.</param>
    public void Add(double answer, bool isPositive)
    {
        _answers.Add(answer);
        _truth.Add(isPositive);
        Positives += isPositive ? 1 : 0;
    }

    /// <summary>For each threshold, the highest first, how many samples of both classes have its answer or a higher one.</summary>
    public IEnumerable<(int TruePositives, int FalsePositives)> Thresholds()
    {
        int[] order = [.. Enumerable.Range(0, _answers.Count).OrderByDescending(sample => _answers[sample])];
        var (right, wrong) = (0, 0);
        for (var place = 0; place < order.Length; place++)
        {
            right += _truth[order[place]] ? 1 : 0;
            wrong += _truth[order[place]] ? 0 : 1;
            if (place + 1 == order.Length || _answers[order[place]] != _answers[order[place + 1]])
            {
                yield return (right, wrong);
            }
        }
    }
}
