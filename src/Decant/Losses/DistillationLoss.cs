using System.Collections.Concurrent;
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
    private static readonly Option<string> s_term = Option.Text(
        "name",
        null,
        "The term's name in logs and reports, needed where one loss is given twice; else the loss's.",
        unset: ""
    );

    // Options are told apart as objects: every loss of a name and a usual weight shares one.
    private static readonly ConcurrentDictionary<(string Loss, ScheduledNumber Weight), Option<ScheduledNumber>> s_weights = new();

    private readonly Option<ScheduledNumber> _weight;

    /// <summary>A loss of one's own. What it is set by are properties of its own.</summary>
    /// <param name="name">Its name in logs and reports.</param>
    /// <param name="meaning">What it is, in one sentence.</param>
    /// <param name="formula">The formula in letters, such as <c>mean_N Σ_C (s − t)²</c>, for the report.</param>
    protected DistillationLoss(string name, string meaning, string formula)
        : this(new LossFacts(name, meaning, formula)) { }

    /// <summary>
    /// A loss that recipes can name. Its options are the weight, the term's name, and those that its type holds in static fields.
    /// </summary>
    /// <param name="facts">What it is.</param>
    internal DistillationLoss(LossFacts facts)
        : base(facts.Name, facts.Meaning)
    {
        Facts = facts;
        _weight = s_weights.GetOrAdd((facts.Name, facts.Weight), usual =>
            ScheduledNumberOption.Of("weight", usual.Weight, "Factor of this term in the sum.", atLeast: 0, maySuggest: true)
        );
    }

    /// <inheritdoc/>
    internal sealed override OptionSet Options => OptionSet.Of(_weight, s_term).And(FormulaOptions);

    /// <summary>The factor of the term in the sum, 0 or more.</summary>
    public ScheduledNumber Weight
    {
        get => Get(_weight);
        init => Values = Changed<ScheduledNumber>(_weight, value);
    }

    /// <summary>The term's name in logs and reports, which no other term of the sum has; the loss's where none is given.</summary>
    public string Term
    {
        get => Values.Find(s_term) ?? Name;
        init => Values = Changed(s_term, value);
    }

    /// <summary>What it is, for tables and documents.</summary>
    internal LossFacts Facts { get; }

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
    /// those of classes, where it does not say otherwise.
    /// </summary>
    public virtual AnswerMeaning? Compares => Group == LossGroup.HiddenValues ? null : AnswerMeaning.Classes;

    /// <summary>Whether it can teach a task.</summary>
    public bool Fits(LearningTask task) => Compares is null || Compares == task.Answers;

    /// <summary>The unit of its value, before any weight, in a task.</summary>
    public virtual string UnitOf(LearningTask task) => Facts.Unit;

    /// <summary>Why the formula cannot be computed from given arrays alone; null where it can.</summary>
    public virtual string? TrainedState => null;

    /// <summary>The largest temperature by whose square the term is multiplied; null where no square multiplies it.</summary>
    internal virtual double? SquaredTemperature =>
        Facts.HasSquaredTemperature == true
        && Options.OfType<Option<ScheduledNumber>>().FirstOrDefault(option => option.Key == "temperature") is { } option
            ? Get(option).Largest
            : null;

    /// <summary>Whether the weight was given, and is not the usual one.</summary>
    internal bool HasWeight => Values.IsGiven(_weight);

    /// <summary>The key of the weight.</summary>
    internal string WeightKey => _weight.Key;

    /// <summary>The options that change what the formula computes.</summary>
    internal virtual OptionSet FormulaOptions => base.Options;

    /// <summary>The same loss without its weight.</summary>
    internal DistillationLoss WithoutWeight() => this with { Values = Values.NotGiven(_weight) };

    /// <summary>Names of the values inside the student that the formula reads.</summary>
    public virtual IReadOnlyList<string> StudentValues => [];

    /// <summary>Names of the values inside the teacher that the formula reads.</summary>
    public virtual IReadOnlyList<string> TeacherValues => [];

    /// <summary>
    /// What a user should know before this loss teaches: that it cannot, that it teaches less than it seems, or how values are brought
    /// together. Nothing where all is as expected.
    /// </summary>
    /// <param name="setting">What it is to teach.</param>
    internal IEnumerable<Notice> Notices(LossSetting setting) =>
        Group != LossGroup.HiddenValues && setting.Answers < setting.Task.FewestAnswers
            ?
            [
                Notice.Refusal(
                    "one class: its probability is always 1, so there is nothing to learn. Give data of two classes "
                        + "or more, or choose another task."
                ),
            ]
            : OwnNotices(setting);

    /// <summary>The notices of this loss where there is something to learn at all.</summary>
    /// <param name="setting">What it is to teach.</param>
    private protected virtual IEnumerable<Notice> OwnNotices(LossSetting setting) => [];

    /// <summary>Bytes of what the term remembers of all training samples from step to step; 0 for nothing.</summary>
    /// <param name="samples">Training samples.</param>
    public virtual long RememberedBytes(int samples) => 0;

    /// <summary>The formula, before its weight.</summary>
    /// <param name="signals">The values it may read.</param>
    /// <returns>A scalar.</returns>
    public abstract Value Build(LossSignals signals);
}
