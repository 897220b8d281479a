using System.Globalization;
using Decant.Data;
using Decant.Engine;
using Decant.Engine.Operators;
using Decant.Evaluation;
using Decant.Runs;

namespace Decant.Tasks.Classes;

/// <summary>Every sample belongs to one of C classes; the head answers with one logit per class.</summary>
internal sealed class Classification : LearningTask
{
    private const int MostNamed = 5;

    // With fewer, one sample more or less is a point.
    private const int FewTestSamples = 200;

    internal Classification(SampleForm form)
        : base(form, "classification") { }

    /// <inheritdoc/>
    public override AnswerMeaning Answers => AnswerMeaning.Classes;

    /// <inheritdoc/>
    public override string Noun => "classes";

    /// <inheritdoc/>
    public override int FewestAnswers => 2;

    /// <inheritdoc/>
    public override string NamesKey => "decant.classes";

    /// <inheritdoc/>
    public override bool LearnsClasses => true;

    internal override bool NamesTexts => Form == SampleForm.Texts;

    /// <inheritdoc/>
    public override MetricFacts MainMetric => Accuracy.Facts;

    /// <inheritdoc/>
    public override IReadOnlyList<MetricFacts> DecidingMetrics { get; } =
    [Accuracy.Facts, PrecisionRecallF1.F1Facts, NegativeLogLikelihood.Facts];

    /// <inheritdoc/>
    public override string SoftTargetLoss => "soft-targets";

    /// <inheritdoc/>
    public override string HardLabelUnit => "nats per sample";

    internal override string Reading => $"var best = Array.IndexOf({ModelFacts.Answer}, {ModelFacts.Answer}.Max());";

    internal override AnswerSearch Search { get; } = new ClassSearch();

    internal override IReadOnlyList<RecipeRefusal> Refusals =>
        [
            new(
                "data",
                "target",
                $"task {Name} learns classes, and this names something else",
                "Remove 'target', or choose a task of labels or numbers."
            ),
        ];

    internal override DraftAdvice Draft { get; } = new("class") { Temperature = "4", MayShift = true };

    /// <inheritdoc/>
    public override LearningGoal Goal(Dataset data, string? target) =>
        target is null
            ? new LearningGoal(this)
            : throw new DecantException(
                $"data.target: task {Name} learns the classes of '{data.Name}', received '{target}'. Remove "
                    + $"data.target, or choose a task of numbers or labels."
            );

    /// <inheritdoc/>
    protected internal override TaskMetrics Metrics(LearningGoal goal, Dataset data) =>
        new ClassificationMetrics(data.ClassNames.Count, samples: data.Count);

    /// <inheritdoc/>
    // Two students that are right on a share p each differ by chance by ±1.96·√(2p(1 − p)/n); p = 0.8 is typical.
    protected internal override string? TestSamplesProblem(int samples) =>
        samples >= FewTestSamples
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"there are {samples} test samples: students whose accuracy is less than about "
                    + $"{100 * 1.96 * Math.Sqrt(2 * 0.8 * 0.2 / samples):0} points apart cannot be told from each other."
            );

    /// <inheritdoc/>
    protected internal override void CheckLabels(DataSplits data, LearningGoal goal)
    {
        var train = data.Train;
        if (train.ClassNames.Count < 2)
        {
            throw new DecantException(
                $"task {Name}: expected 2 classes or more, '{train.Name}' has "
                    + $"{train.ClassNames.Count}{(train.ClassNames is [var only] ? $" ({only})" : "")}. Give samples of "
                    + $"another class, or name the column or folders that tell the classes."
            );
        }

        var counts = train.CountClasses();
        var missing = train.ClassNames.Where((_, label) => counts[label] == 0).ToList();
        if (missing.Count > 0)
        {
            var more = missing.Count > MostNamed ? $" and {missing.Count - MostNamed} more" : "";
            throw new DecantException(
                $"task {Name}: '{train.Name}' has no sample of class "
                    + $"{string.Join(", ", missing.Take(MostNamed))}{more}. Add samples, remove the class, or look for a "
                    + $"label that is too large."
            );
        }
    }
}
