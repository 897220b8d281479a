namespace Decant.Tasks;

/// <summary>What the numbers mean that a classifier from elsewhere answers.</summary>
public enum AnswerForm
{
    /// <summary>Any real numbers, before a softmax or sigmoid.</summary>
    Logits,

    /// <summary>Numbers between 0 and 1, after a softmax or sigmoid.</summary>
    Probabilities,

    /// <summary>Logarithms of probabilities. A softmax of them gives the probabilities back, so they serve as logits.</summary>
    LogProbabilities,
}
