using Decant.Data;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Evaluation;
using Decant.Losses;
using Decant.Runs;
using Decant.Students;

namespace Decant.Tasks;

/// <summary>
/// What is learnt, and all that follows from it: the truth that data must have, the last step of a network, the losses that fit, how good
/// is measured,
/// what is asked about networks from elsewhere, what recipes may say. The rest of the program asks the task and never which one it is.
/// </summary>
public abstract class LearningTask
{
    private protected LearningTask(SampleForm form, string word) => (Form, Word, Name) = (form, word, $"{form.Name}-{word}");

    /// <summary>The word in the recipe, such as <c>image-classification</c>.</summary>
    public string Name { get; }

    /// <summary>The second half of the name, which tasks on other samples share, such as <c>classification</c>.</summary>
    public string Word { get; }

    /// <summary>The samples that it is for.</summary>
    public SampleForm Form { get; }

    /// <summary>What the answers of its networks mean.</summary>
    public abstract AnswerMeaning Answers { get; }

    /// <summary>What is answered, in the plural, such as <c>classes</c>.</summary>
    public abstract string Noun { get; }

    /// <summary>Numbers that a network must answer with at least, for there to be something to learn.</summary>
    public virtual int FewestAnswers => 1;

    /// <summary>The key under which a file names what it answers.</summary>
    public abstract string NamesKey { get; }

    // The data.

    /// <summary>
    /// Whether the truth is the data's classes, Int64, −1 where it is not known; else it is a target set, NaN where it is not known.
    /// </summary>
    public abstract bool LearnsClasses { get; }

    /// <summary>Whether the truth can be a target set of the data.</summary>
    public virtual bool Fits(TargetSet targets) => false;

    /// <summary>What is to be learnt about the samples of a data set.</summary>
    /// <param name="data">The training samples.</param>
    /// <param name="target">The name of a target set; null to take the only one that fits, or the classes.</param>
    /// <exception cref="DecantException">There is no such target set, or it does not fit.</exception>
    public abstract LearningGoal Goal(Dataset data, string? target);

    /// <summary>Refuses data that the task cannot learn from.</summary>
    /// <param name="data">The samples.</param>
    /// <param name="goal">What is to be learnt of them.</param>
    /// <exception cref="DecantException">The samples or their labels do not fit.</exception>
    public void Check(DataSplits data, LearningGoal goal)
    {
        var train = data.Train;
        if (!Takes(train.SampleShape))
        {
            throw new DecantException(
                $"task {Name}: expected {Form.Words}, received samples of shape "
                    + $"[{string.Join(", ", train.SampleShape)}] from '{train.Name}'. {Fitting(train.SampleShape)}"
            );
        }

        CheckLabels(data, goal);
    }

    // The same question about other samples is another task.
    private string Fitting(IReadOnlyList<int> sampleShape) =>
        LearningTasks.All.FirstOrDefault(task => task.Word == Word && task.Takes(sampleShape)) is { } fitting
            ? $"For these samples write task: {fitting.Name}; or choose another source."
            : "Choose another task or source.";

    /// <summary>Whether it is for samples of a shape.</summary>
    public bool Takes(IReadOnlyList<int> sampleShape) => sampleShape.Count == Form.Rank;

    /// <summary>Refuses labels that cannot be learnt.</summary>
    private protected abstract void CheckLabels(DataSplits data, LearningGoal goal);

    /// <summary>What was expected instead of a number that cannot be the truth; null where it can.</summary>
    internal virtual string? Problem(double truth) => null;

    /// <summary>What can be said against so few test samples, as a sentence; null for nothing.</summary>
    /// <param name="samples">Test samples, 1 or more.</param>
    internal virtual string? TestSamplesProblem(int samples) => null;

    // Networks.

    /// <summary>Architectures that only this task needs.</summary>
    public virtual IReadOnlyList<Architecture> Architectures => [];

    /// <summary>The shape of a network's answers, with the batch axis, in letters.</summary>
    internal virtual IReadOnlyList<string> AnswerShape { get; } = ["N", "C"];

    /// <summary>
    /// Names of the outputs of its heads that losses compare and metrics read, the main one, <c>logits</c>, first. Losses read the others
    /// by name
    /// (<see cref="LossSignals.Student"/>, <see cref="LossSignals.Teacher"/>), metrics too (<see cref="NetworkOutputs"/>).
    /// </summary>
    public virtual IReadOnlyList<string> Outputs { get; } = [Network.Logits];

    /// <summary>Adds the outputs of a network.</summary>
    /// <param name="logits">What its last layer answers.</param>
    /// <param name="scaling">How numbers are standardised; null where they are not.</param>
    /// <exception cref="DecantException">The answers are of another shape.</exception>
    internal void AddOutputs(Value logits, TargetScaling? scaling)
    {
        if (logits.Shape.Rank != AnswerShape.Count)
        {
            throw new DecantException(
                $"task {Name}: expected a network that answers [{string.Join(", ", AnswerShape)}], received one "
                    + $"that answers {logits.Shape}. Choose another model; 'decant check' lists them."
            );
        }

        AddHead(logits, scaling);
    }

    private protected abstract void AddHead(Value logits, TargetScaling? scaling);

    /// <summary>How the truth of these samples is standardised; null where it is not.</summary>
    internal virtual TargetScaling? Scaling(Dataset train, LearningGoal goal) => null;

    /// <summary>The output by which several networks are joined into one.</summary>
    internal virtual string JoinedOutput(Graph network) => Network.Logits;

    /// <summary>The answers of several networks as one.</summary>
    /// <param name="answers">Their answers.</param>
    /// <param name="combination">How they become one.</param>
    internal abstract Value Combine(IReadOnlyList<Value> answers, EnsembleCombination combination);

    /// <summary>What the numbers of an output are, for a reader of the report.</summary>
    internal abstract string OutputMeaning(string output);

    /// <summary>A line of C# that reads one sample's answers; <see cref="ModelFacts.Answer"/> in it is their array.</summary>
    internal abstract string Reading { get; }

    /// <summary>What is asked about a network from elsewhere, and about its answers.</summary>
    internal abstract AnswerSearch Search { get; }

    // Losses.

    /// <summary>Logits as a loss sees them, [N, C]: where each pixel has an answer, every pixel is a row.</summary>
    internal virtual Value Rows(Value logits) => logits;

    /// <summary>The shape of the classes that are true, for logits of a shape: Int64, one for each row.</summary>
    internal virtual Shape LabelShape(Shape logits) => new(logits[0]);

    /// <summary>The classes that are true as a loss sees them, [N].</summary>
    internal virtual Value LabelRows(Value labels) => labels;

    /// <summary>Losses that only this task needs.</summary>
    public virtual IReadOnlyList<DistillationLoss> Losses => [];

    /// <summary>Name of the loss with the truth.</summary>
    public string HardLabelLoss => "hard-labels";

    /// <summary>Name of the loss with a teacher's answers.</summary>
    public abstract string SoftTargetLoss { get; }

    /// <summary>The name of the term with the truth in logs and reports.</summary>
    public virtual string TruthTerm => HardLabelLoss;

    /// <summary>What the truth is, in the plural.</summary>
    public virtual string TruthWords => "labels";

    /// <summary>The unit of the loss with the truth.</summary>
    public abstract string HardLabelUnit { get; }

    /// <summary>The formula of the loss with the truth, before its weight.</summary>
    internal abstract Value HardLabelFormula(LossSignals signals, string loss);

    // Quality.

    /// <summary>The metric that a result is judged by; without unit where that is the labels'.</summary>
    public abstract MetricFacts MainMetric { get; }

    /// <summary>The metrics on validation that can decide when to stop, the main one first.</summary>
    public abstract IReadOnlyList<MetricFacts> DecidingMetrics { get; }

    /// <summary>The metrics of a network, without samples yet.</summary>
    /// <param name="goal">What is learnt.</param>
    /// <param name="data">The samples that will be added.</param>
    internal abstract TaskMetrics Metrics(LearningGoal goal, Dataset data);

    // Recipes.

    /// <summary>What its recipes may not say.</summary>
    internal abstract IReadOnlyList<RecipeRefusal> Refusals { get; }

    /// <summary>What a recipe out of nothing begins with.</summary>
    internal abstract DraftAdvice Draft { get; }
}
