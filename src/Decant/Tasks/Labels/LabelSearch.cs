using System.Globalization;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Evaluation;

namespace Decant.Tasks.Labels;

/// <summary>What is asked about a network from elsewhere that answers labels: probabilities lie between 0 and 1, each by itself.</summary>
internal sealed class LabelSearch : AnswerSearch
{
    public override string Judge => BinaryCrossEntropy.Facts.Name;

    public override bool IsEachAlone => true;

    public override bool IsActivation(Operator candidate) => candidate is Sigmoid;

    public override AnswerForm FormOf(IReadOnlyList<float[]> rows) =>
        rows.All(row => row.All(answer => answer is >= 0 and <= 1)) ? AnswerForm.Probabilities : AnswerForm.Logits;

    public override string? Refusal(IReadOnlyList<float[]> rows) =>
        rows.All(row => row.All(answer => answer is >= 0 and <= 1))
            ? "Teacher: expected logits, received probabilities: every answer is between 0 and 1. "
                + "A sigmoid of probabilities is never a no, and the student would learn next to nothing. Export the "
                + "value before the sigmoid as 'logits'."
            : null;

    // Without looking, half of the pairs are in order; labels may go together, so the mean of their deviations is that of the mean at most.
    public override string? ChanceProblem(TeacherTrial trial)
    {
        var targets = trial.Goal.Targets!;
        var labels = targets.Columns.Count;
        var truth = trial
            .Answers.Select(
                (_, n) =>
                {
                    var row = new float[labels];
                    trial.Samples.ReadTargets(targets, n, row);
                    return row;
                }
            )
            .ToArray();
        PairsInOrder[] pairs =
        [
            .. Enumerable
                .Range(0, labels)
                .Select(label =>
                    PairsInOrder.Of<float>([.. trial.Answers.Select(row => row[label])], [.. truth.Select(row => row[label] == 1)])
                )
                .OfType<PairsInOrder>(),
        ];
        if (
            pairs.Length == 0
            || pairs.Average(label => label.Share) is var share && share >= 0.5 + (3 * pairs.Average(label => label.Deviation))
        )
        {
            return null;
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"of two validation samples, one with a label and one without, the teacher gives the first the higher "
                + $"answer in {100 * share:0.0} % of all pairs, and tossing a coin does so in 50 %. "
                + $"Its answers teach little: train it longer, or check its file, the order of its labels and its preprocessing."
        );
    }
}
