namespace Decant.Auditing;

/// <summary>The samples on which a network is most sure of a wrong class: the least probability of the truth first.</summary>
internal static class WorstMistakes
{
    /// <summary>Their places, the worst first.</summary>
    /// <param name="answers">The network's answers.</param>
    /// <param name="most">How many at most.</param>
    public static IReadOnlyList<int> Of(LabelledAnswers answers, int most) =>
        [
            .. Enumerable
                .Range(0, answers.Count)
                .Where(n => !answers.IsRight(n))
                .OrderBy(n => ProbabilityOf(answers, n, answers.Labels[n]))
                .ThenBy(n => n)
                .Take(most),
        ];

    /// <summary>The probability of a class of a sample.</summary>
    public static double ProbabilityOf(LabelledAnswers answers, int n, int c)
    {
        var probabilities = new double[answers.Classes];
        answers.Probabilities(n, probabilities);
        return probabilities[c];
    }
}
