using System.Globalization;

namespace Decant.Auditing;

/// <summary>An audit's facts in plain words: the same on the terminal and on the page.</summary>
internal static class AuditSentences
{
    // A difference of confidence and accuracy that no one notices.
    private const double Calibrated = 0.02;

    /// <summary>How often the teacher is right.</summary>
    public static string Score(AnswerFindings answers) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"It is right on {100 * answers.Score.Accuracy:0.0} % of {answers.Score.Samples} validation samples "
                + $"({100 * answers.Score.Interval.Low:0.0} to {100 * answers.Score.Interval.High:0.0} with 95 % confidence); the most frequent "
                + $"class alone would be right on {100 * answers.Score.MajorityShare:0.0} %."
        );

    /// <summary>Whether it is as sure as it is right.</summary>
    public static string Calibration(AnswerFindings answers) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Its confidence is off by {100 * answers.Reliability.Error:0.0} points on average (expected calibration error over 15 bins): it is "
                + $"{Sureness(answers.Reliability)}. {Temperature(answers)}"
        );

    private static string Temperature(AnswerFindings answers) =>
        answers.Score.IsChance
            ? "No temperature mends answers that are right by chance."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Divided by {answers.CalibratingTemperature:0.00}, its logits have the likelihood that fits the labels best."
            );

    /// <summary>What to begin with, and why.</summary>
    public static string Advice(SoftTargetAdvice advice) =>
        // A teacher that knows nothing has no good temperature.
        advice.Weight == 0
            ? $"There is nothing to begin with: {advice.WeightReason}"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Begin with temperature {advice.Temperature:0.#}{Range(advice)}: {advice.TemperatureReason} Begin "
                    + $"with weight {advice.Weight:0.##} for soft targets and {advice.LabelWeight:0.##} for labels: {advice.WeightReason}"
            );

    private static string Range(SoftTargetAdvice advice) =>
        advice.Low < advice.High ? string.Create(CultureInfo.InvariantCulture, $" (range {advice.Low:0.#} to {advice.High:0.#})") : "";

    /// <summary>What a student would learn that is wrong.</summary>
    public static string Inherited(ConfidentMistakes mistakes) =>
        mistakes.Wrong == 0
            ? "No answer is wrong: there is no mistake to inherit."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{mistakes.Wrong} answers are wrong; of {mistakes.SureAndWrong} of them ({100 * mistakes.Share:0} %) the teacher is at least "
                    + $"{100 * ConfidentMistakes.Threshold:0} % sure. Those a student learns as facts."
            );

    /// <summary>What occurs twice.</summary>
    public static string Duplicates(DuplicateSamples duplicates) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Of(duplicates.InTest.Count, "test")} and {Of(duplicates.InValidation.Count, "validation")} have the inputs of a training sample, "
                + $"byte for byte; {duplicates.InTraining.Count} training samples repeat an earlier one, {duplicates.Contradictions.Count} of "
                + $"them with another label.{(duplicates.InTest.Count > 0 ? " A result on those test samples may be memory, not knowledge (few columns can also be equal by chance)." : "")}"
        );

    /// <summary>How many labels are likely to be wrong.</summary>
    public static string LabelErrors(AnswerFindings answers) =>
        answers.LabelErrors is not { } errors ? "Label errors were not looked for: the teacher is no judge of labels."
        : errors.Count == 0 ? "No validation label is likely to be wrong."
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{errors.Count} of {answers.Score.Samples} validation labels are likely to be wrong (confident learning), the likeliest first. Look "
                + $"before you change any: hard samples are among them."
        );

    /// <summary>Whether its classes come in the data's order.</summary>
    public static string Order(AnswerFindings answers) =>
        answers.Order is not { } order
            ? "Its classes come in the data's order, as far as its answers tell."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Its classes come in another order than the data's{(order.IsRotated ? ", moved round by the same number of places" : "")}: right on "
                    + $"{100 * order.Before:0.0} % as it is, on {100 * order.Accuracy:0.0} % in that order. Write next to its file:"
            );

    private static string Of(int count, string part) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {part} sample{(count == 1 ? "" : "s")}");

    // At some confidences it may be too sure and at others not sure enough, so that both cancel out on the whole.
    private static string Sureness(ReliabilityCurve curve) =>
        curve.Overconfidence > Calibrated ? "surer than it is right"
        : curve.Overconfidence < -Calibrated ? "less sure than it is right"
        : curve.Error > 3 * Calibrated ? "as sure as it is right on the whole, but too sure of some answers and not sure enough of others"
        : "about as sure as it is right";
}
