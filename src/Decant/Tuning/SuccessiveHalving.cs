namespace Decant.Tuning;

/// <summary>
/// Ends trials that are not worth their epochs: after a quarter and after half of them, a trial goes on only if it is in the better half of
/// all that came so far. Asynchronous successive halving, Li et al. 2018, arXiv:1810.05934, with a factor of two.
/// </summary>
/// <param name="epochs">Epochs of a whole trial.</param>
internal sealed class SuccessiveHalving(int epochs)
{
    // One trial says nothing about what is good.
    private const int FewestRivals = 2;

    /// <summary>The epochs after which trials are compared, from 1.</summary>
    public IReadOnlyList<int> Rungs { get; } =
    [.. new[] { (int)Math.Ceiling(epochs / 4.0), (int)Math.Ceiling(epochs / 2.0) }.Where(epoch => epoch < epochs).Distinct()];

    /// <summary>Whether a trial goes on.</summary>
    /// <param name="epoch">Its epoch, from 1.</param>
    /// <param name="score">Its score there, larger is better.</param>
    /// <param name="rivals">The scores of the other trials that came to this epoch.</param>
    public bool GoesOn(int epoch, double score, IReadOnlyList<double> rivals) =>
        !Rungs.Contains(epoch)
        || rivals.Count < FewestRivals
        // A score that is no number is beaten by all.
        || rivals.Count(rival => !(rival <= score)) < Math.Ceiling((rivals.Count + 1) / 2.0);
}
