using System.Globalization;
using Decant.Data;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Evaluation;
using Decant.Runs;

namespace Decant.Tasks.Classes;

/// <summary>What is asked about a classifier from elsewhere: probabilities of classes lie between 0 and 1 and add up to 1.</summary>
internal sealed class ClassSearch : AnswerSearch
{
    private const double Tolerance = 1e-3;

    // The search for an order takes the third power of their number.
    private const int MostClasses = 1000;

    // How sure right answers are says more about a few samples than how many are right.
    public override string Judge => NegativeLogLikelihood.Facts.Name;

    public override bool HasClasses => true;

    // Sigmoids in a classifier are one class against the rest each: what is largest before them is largest after them.
    public override bool IsActivation(Operator candidate) => candidate is Sigmoid or Softmax or LogSoftmax;

    public override AnswerForm FormOf(IReadOnlyList<float[]> rows) =>
        rows.All(row => row.All(answer => answer is >= 0 and <= 1) && IsOne(row.Sum(answer => (double)answer))) ? AnswerForm.Probabilities
        : rows.All(row => row.All(answer => answer <= 0) && IsOne(row.Sum(answer => Math.Exp(answer)))) ? AnswerForm.LogProbabilities
        : AnswerForm.Logits;

    public override string? Refusal(IReadOnlyList<float[]> rows) =>
        rows.All(row => row.All(answer => answer is >= 0 and <= 1) && Math.Abs(row.Sum() - 1) < Tolerance)
            ? $"Teacher: expected logits, received probabilities: the {rows[0].Length} answers to each sample are "
                + $"between 0 and 1 and add up to 1. "
                + "A softmax of probabilities is nearly even, and the student would learn next to nothing. Export the "
                + "value before the softmax as 'logits'."
            : null;

    public override bool IsChance(EvaluationResult result, Dataset samples) =>
        ChanceLevel.Reaches(result.Metric(NamedValue.Accuracy)!.Value, samples.CountClasses().Max() / (double)samples.Count, samples.Count);

    public override string? ChanceProblem(TeacherTrial trial)
    {
        var (n, classes) = (trial.Answers.Count, trial.Answers[0].Length);
        var labels = Enumerable.Range(0, n).Select(trial.Samples.Label).ToArray();
        var right = trial.Answers.Zip(labels).Count(pair => pair.First.AsSpan().IndexOf(pair.First.Max()) == pair.Second) / (double)n;
        var largest = labels.GroupBy(label => label).Max(group => group.Count()) / (double)n;
        if (!ChanceLevel.Reaches(right, largest, n))
        {
            return null;
        }

        float[] answers = [.. trial.Answers.SelectMany(row => row)];
        if (
            trial.IsOrderOpen
            && classes <= MostClasses
            && ClassOrderSearch.Run(answers, classes, labels, trial.Goal.Names(trial.Samples).Count) is { } order
        )
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"the teacher is right on {100 * right:0.0} % of {n} validation samples, and on "
                    + $"{100 * order.Accuracy:0.0} % if its classes are in another order than the data's: "
                    + $"write 'classes: [{string.Join(", ", order.Columns)}]' next to its file (for each class of the "
                    + $"data, the column of its answer) if that is its order. It is not applied by itself."
            );
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"the teacher is right on {100 * right:0.0} % of {n} validation samples, and answering the most "
                + $"frequent class alone is right on {100 * largest:0.0} %. "
                + $"Its answers teach little: train it longer, or check its file and preprocessing."
        );
    }

    private static bool IsOne(double sum) => Math.Abs(sum - 1) < Tolerance;
}
