namespace Decant.Evaluation;

/// <summary>
/// Hamming accuracy = (1/(N·L)) Σₙₗ [answer = truth]: 1 − the Hamming loss. A fraction, 0 to 1, higher is better; where labels are rare, answering no
/// to everything is near 1 already. Between student and teacher it is their agreement.
/// </summary>
internal sealed class HammingAccuracy
{
    private long _answers;
    private long _equal;

    /// <summary>Null without answers.</summary>
    public double? Value => _answers == 0 ? null : (double)_equal / _answers;

    public void Add(bool answer, bool truth)
    {
        _answers++;
        _equal += answer == truth ? 1 : 0;
    }
}
