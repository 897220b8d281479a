using Decant.Runs;

namespace Decant.Evaluation;

/// <summary>
/// M[y, c] = number of samples with label y whose best class is c. Counts, C × C, rows are labels; the diagonal is what
/// was right and the sum is N.
/// </summary>
internal sealed class ConfusionMatrix(int classes)
{
    private readonly long[] _counts = new long[classes * classes];

    public ConfusionCounts Value => new(classes, _counts);

    public void Add(in Answer answer) => _counts[(answer.Label * classes) + answer.Best]++;
}
