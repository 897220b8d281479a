using Decant.Engine.Graphs;
using Decant.Notices;
using Decant.Options;
using Decant.Tasks;

namespace Decant.Losses;

/// <summary>
/// A loss that a recipe can name as a term of the sum that the student minimises. It is a formula over values of a graph, nothing else.
/// </summary>
public abstract record DistillationLoss : Description
{
    /// <summary>A loss.</summary>
    /// <param name="facts">What it is.</param>
    /// <param name="options">Its own options; weight and name are added.</param>
    protected DistillationLoss(LossFacts facts, OptionSet options)
        : this(facts, options, ScheduledNumberOption.Of("weight", facts.Weight, "Factor of this term in the sum.", atLeast: 0)) { }

    private DistillationLoss(LossFacts facts, OptionSet options, Option<ScheduledNumber> weight)
        : base(facts.Name, facts.Meaning, OptionSet.Of(weight, TermName).And(options)) => (Facts, Weight) = (facts, weight);

    /// <summary>What it is, for tables and documents.</summary>
    public LossFacts Facts { get; }

    /// <summary>The factor of the term.</summary>
    public Option<ScheduledNumber> Weight { get; }

    /// <summary>What it compares.</summary>
    public virtual LossGroup Group => LossGroup.Answers;

    /// <summary>Whether the formula reads the teacher's answers.</summary>
    public virtual bool NeedsTeacher => false;

    /// <summary>Whether the formula reads labels.</summary>
    public virtual bool NeedsLabels => false;

    /// <summary>Whether the formula reads what is known of each sample as numbers.</summary>
    public virtual bool NeedsTargets => false;

    /// <summary>Whether the formula reads where each sample is in the training data.</summary>
    public virtual bool NeedsSamples => false;

    /// <summary>
    /// The answers that it compares; null where it is for all tasks. Values inside networks are the same in all, and of answers it compares
    /// those of classes,
    /// where it does not say otherwise.
    /// </summary>
    public virtual AnswerMeaning? Compares => Group == LossGroup.HiddenValues ? null : AnswerMeaning.Classes;

    /// <summary>Whether it can teach a task.</summary>
    public bool Fits(LearningTask task) => Compares is null || Compares == task.Answers;

    /// <summary>The unit of its value, before any weight, in a task.</summary>
    public virtual string UnitOf(LearningTask task) => Facts.Unit;

    /// <summary>Why the formula cannot be computed from given arrays alone; null where it can.</summary>
    public virtual string? TrainedState => null;

    /// <summary>The name under which the term is logged, where it is not the loss's.</summary>
    internal static Option<string> TermName { get; } =
        Option.Text("name", null, "The term's name in logs and reports, needed where one loss is given twice; else the loss's.", unset: "");

    /// <summary>Names of the values inside the student that the formula reads.</summary>
    public virtual IReadOnlyList<string> StudentValues(OptionValues options) => [];

    /// <summary>Names of the values inside the teacher that the formula reads.</summary>
    public virtual IReadOnlyList<string> TeacherValues(OptionValues options) => [];

    /// <summary>
    /// What a user should know before this loss teaches: that it cannot, that it teaches less than it seems, or how values are brought
    /// together. Nothing where
    /// all is as expected.
    /// </summary>
    /// <param name="setting">What it is to teach.</param>
    /// <param name="options">The options of this loss.</param>
    public IEnumerable<Notice> Notices(LossSetting setting, OptionValues options) =>
        Group != LossGroup.HiddenValues && setting.Answers < setting.Task.FewestAnswers
            ?
            [
                Notice.Refusal(
                    "one class: its probability is always 1, so there is nothing to learn. Give data of two classes "
                        + "or more, or choose another task."
                ),
            ]
            : OwnNotices(setting, options);

    /// <summary>The notices of this loss where there is something to learn at all.</summary>
    /// <param name="setting">What it is to teach.</param>
    /// <param name="options">The options of this loss.</param>
    protected virtual IEnumerable<Notice> OwnNotices(LossSetting setting, OptionValues options) => [];

    /// <summary>Bytes of what the term remembers of all training samples from step to step; 0 for nothing.</summary>
    /// <param name="options">The options of this loss.</param>
    /// <param name="samples">Training samples.</param>
    public virtual long RememberedBytes(OptionValues options, int samples) => 0;

    /// <summary>The formula, before its weight.</summary>
    /// <param name="signals">The values it may read.</param>
    /// <param name="options">The options of this loss.</param>
    /// <returns>A scalar.</returns>
    public abstract Value Build(LossSignals signals, OptionValues options);
}
