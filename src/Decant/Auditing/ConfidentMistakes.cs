namespace Decant.Auditing;

/// <summary>What a student would inherit: wrong answers of which the teacher is sure teach as strongly as right ones.</summary>
/// <param name="Wrong">Wrong answers.</param>
/// <param name="Sure">Answers with a confidence of 0.9 or more.</param>
/// <param name="SureAndWrong">Those that are both.</param>
/// <param name="Worst">The samples of the latter, the surest first.</param>
internal sealed record ConfidentMistakes(int Wrong, int Sure, int SureAndWrong, IReadOnlyList<int> Worst)
{
    /// <summary>The confidence from which on an answer is sure.</summary>
    public const double Threshold = 0.9;

    /// <summary>The share of wrong answers that is sure, 0 to 1; 0 where none is wrong.</summary>
    public double Share => Wrong == 0 ? 0 : (double)SureAndWrong / Wrong;

    /// <summary>Looks at every answer.</summary>
    public static ConfidentMistakes Of(LabelledAnswers answers)
    {
        var confidence = Enumerable.Range(0, answers.Count).Select(answers.Confidence).ToArray();
        int[] wrong = [.. Enumerable.Range(0, answers.Count).Where(n => !answers.IsRight(n))];
        int[] worst = [.. wrong.Where(n => confidence[n] >= Threshold).OrderByDescending(n => confidence[n])];
        return new ConfidentMistakes(wrong.Length, confidence.Count(sure => sure >= Threshold), worst.Length, worst);
    }
}
