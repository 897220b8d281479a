using System.Globalization;

namespace Decant.Auditing;

/// <summary>
/// A temperature and a weight to begin with. Soft targets teach by what a teacher says of the classes that it does not answer: at a low
/// temperature that is nothing, at a high one it is the same for all classes. The range holds the temperatures at which the mean entropy is
/// 10 to 50 % of ln C and the classes that are not answered share 5 to 50 % of the probability; the suggestion is where the entropy is 25
/// %.
/// Labels keep a tenth of the weight, and as much more as the teacher's sure answers are wrong.
/// </summary>
/// <param name="Low">The lowest temperature of the range, 1 to 20.</param>
/// <param name="High">The highest, 1 to 20.</param>
/// <param name="Temperature">The suggestion, within the range, to a half.</param>
/// <param name="Weight">The weight of soft targets next to labels, 0 to 0.9.</param>
internal sealed record SoftTargetAdvice(double Low, double High, double Temperature, double Weight)
{
    private const double Coldest = 1;
    private const double Hottest = 20;
    private const double LeastEntropy = 0.1;
    private const double WantedEntropy = 0.25;
    private const double MostEntropy = 0.5;
    private const double LeastRest = 0.05;
    private const double MostRest = 0.5;
    private const double MostWeight = 0.9;
    private const int Halvings = 30;

    /// <summary>Why this range and this temperature.</summary>
    public required string TemperatureReason { get; init; }

    /// <summary>Why this weight.</summary>
    public required string WeightReason { get; init; }

    /// <summary>The weight of the labels next to it.</summary>
    public double LabelWeight => Math.Round(1 - Weight, 2);

    /// <summary>Looks for the temperatures.</summary>
    public static SoftTargetAdvice Of(LabelledAnswers answers)
    {
        var (cold, hot) = (AnswerEntropy.Of(answers, Coldest), AnswerEntropy.Of(answers, Hottest));
        var low = Reach(answers, at => at.EntropyShare >= LeastEntropy && at.RestMass >= LeastRest);
        var high = Math.Max(low, Reach(answers, at => at.EntropyShare >= MostEntropy || at.RestMass >= MostRest));
        var temperature = Math.Clamp(Half(Reach(answers, at => at.EntropyShare >= WantedEntropy)), Half(low), Half(high));
        var (weight, reason) = WeightOf(answers);
        return new SoftTargetAdvice(Half(low), Half(high), temperature, weight)
        {
            WeightReason = reason,
            TemperatureReason = Reason(cold, AnswerEntropy.Of(answers, temperature), hot),
        };
    }

    private static (double Weight, string Reason) WeightOf(LabelledAnswers answers)
    {
        if (TeacherScore.Of(answers).IsChance)
        {
            return (0, "the teacher is no better than the most frequent class alone: its answers are worth nothing.");
        }

        var mistakes = ConfidentMistakes.Of(answers);
        var wrong = mistakes.Sure == 0 ? 0 : (double)mistakes.SureAndWrong / mistakes.Sure;
        var weight = Math.Round(Math.Min(MostWeight, 1 - wrong), 2);
        return (
            weight,
            string.Create(
                CultureInfo.InvariantCulture,
                $"of the answers that the teacher is at least 90 % sure of, {100 * wrong:0.0} % are wrong; labels keep "
                    + $"{(weight < MostWeight ? "that share" : "a tenth")} of the weight."
            )
        );
    }

    private static string Reason(AnswerEntropy cold, AnswerEntropy chosen, AnswerEntropy hot) =>
        cold.EntropyShare >= MostEntropy || cold.RestMass >= MostRest
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"the answers are soft as they are: their entropy is {100 * cold.EntropyShare:0} % of the largest, and "
                    + $"{100 * cold.RestMass:0} % of the probability lies outside the answered class."
            )
        : hot.EntropyShare < LeastEntropy || hot.RestMass < LeastRest
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"even at {Hottest:0} the entropy is {100 * hot.EntropyShare:0.0} % of the largest: the teacher says little more than labels do."
            )
        : string.Create(
            CultureInfo.InvariantCulture,
            $"at {chosen.Temperature:0.#} the entropy of the answers is {100 * chosen.EntropyShare:0} % of the largest (wanted: 10 to 50), and "
                + $"{100 * chosen.RestMass:0} % of the probability lies outside the answered class (wanted: 5 to 50)."
        );

    // The lowest temperature at which something is so that stays so from there on.
    private static double Reach(LabelledAnswers answers, Func<AnswerEntropy, bool> isReached)
    {
        if (isReached(AnswerEntropy.Of(answers, Coldest)))
        {
            return Coldest;
        }

        var (low, high) = (Coldest, Hottest);
        for (var k = 0; k < Halvings; k++)
        {
            var middle = (low + high) / 2;
            (low, high) = isReached(AnswerEntropy.Of(answers, middle)) ? (low, middle) : (middle, high);
        }

        return high;
    }

    private static double Half(double temperature) => Math.Clamp(Math.Round(temperature * 2) / 2, Coldest, Hottest);
}
