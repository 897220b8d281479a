namespace Decant.Auditing;

/// <summary>How soft a teacher's answers are at a temperature. Both numbers rise with it.</summary>
/// <param name="Temperature">T.</param>
/// <param name="Entropy">mean −Σ p·ln p, nats per sample, 0 to ln C.</param>
/// <param name="EntropyShare">The same as a share of ln C: 0 for a label, 1 where all classes are alike.</param>
/// <param name="RestMass">Mean probability of all classes but the answered one, 0 to 1 − 1/C.</param>
internal sealed record AnswerEntropy(double Temperature, double Entropy, double EntropyShare, double RestMass)
{
    /// <summary>The temperatures of the table.</summary>
    public static IReadOnlyList<double> Usual { get; } = [1, 2, 4, 8, 16];

    /// <summary>Measures at one temperature.</summary>
    public static AnswerEntropy Of(LabelledAnswers answers, double temperature)
    {
        var (p, entropy, rest) = (new double[answers.Classes], 0.0, 0.0);
        for (var n = 0; n < answers.Count; n++)
        {
            answers.Probabilities(n, p, temperature);
            var largest = 0.0;
            foreach (var share in p)
            {
                entropy -= share > 0 ? share * Math.Log(share) : 0;
                largest = Math.Max(largest, share);
            }

            rest += 1 - largest;
        }

        entropy /= answers.Count;
        return new AnswerEntropy(temperature, entropy, entropy / Math.Log(answers.Classes), rest / answers.Count);
    }
}
