using Decant.Data;
using Decant.Data.Fields;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Evaluation;
using Decant.Losses;
using Decant.Runs;
using Decant.Students;

namespace Decant.Tasks;

/// <summary>
/// What is learnt, and all that follows from it: the truth that data must have, the last step of a network, the losses that fit, how good
/// is measured, what is asked about networks from elsewhere, what recipes may say. The rest of the program asks the task and never which
/// one it is. A task of one's own derives from this class, says what its answers mean and how they are measured, and goes into
/// <see cref="Recipes.Recipe.Task"/>.
/// </summary>
public abstract class LearningTask
{
    /// <summary>A task of one's own, for samples of any form.</summary>
    /// <param name="name">Its name in recipes, files and reports, such as <c>shop-visits</c>; none that a task of the library has.</param>
    protected LearningTask(string name)
        : this(SampleForm.Any, name, name) { }

    private protected LearningTask(SampleForm form, string word)
        : this(form, word, $"{form.Name}-{word}") { }

    private protected LearningTask(SampleForm form, string word, string name) => (Form, Word, Name) = (form, word, name);

    /// <summary>Name of a network's main output: what its last layer answers, before a softmax or a scale.</summary>
    public const string MainOutput = Network.Logits;

    /// <summary>The tasks that a recipe can name; the first is that of a recipe that names none.</summary>
    public static IReadOnlyList<LearningTask> All => LearningTasks.All;

    /// <summary>The word in the recipe, such as <c>image-classification</c>.</summary>
    public string Name { get; }

    /// <summary>The second half of the name, which tasks on other samples share, such as <c>classification</c>.</summary>
    internal string Word { get; }

    /// <summary>One of those that a recipe can name.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="DecantException">There is no such task; the message lists the known ones and the nearest.</exception>
    public static LearningTask Of(string name) => LearningTasks.Of(name);

    /// <summary>The samples that it is for.</summary>
    internal SampleForm Form { get; }

    /// <summary>What the answers of its networks mean.</summary>
    public abstract AnswerMeaning Answers { get; }

    /// <summary>What is answered, in the plural, such as <c>classes</c>.</summary>
    public virtual string Noun => AnswersClasses ? "classes" : "answers";

    /// <summary>Numbers that a network must answer with at least, for there to be something to learn.</summary>
    public virtual int FewestAnswers => 1;

    /// <summary>The key under which a file names what it answers.</summary>
    public virtual string NamesKey => AnswersClasses ? "decant.classes" : "decant.answers";

    // The data.

    /// <summary>
    /// Whether the truth is the data's classes, Int64, −1 where it is not known; else it is a target set, NaN where it is not known. True
    /// by itself where the answers are those of classes.
    /// </summary>
    public virtual bool LearnsClasses => AnswersClasses;

    /// <summary>Whether the truth can be a target set of the data.</summary>
    public virtual bool Fits(TargetSet targets) => false;

    /// <summary>What is to be learnt about the samples of a data set.</summary>
    /// <param name="data">The training samples.</param>
    /// <param name="target">The name of a target set; null to take the only one that fits, or the classes.</param>
    /// <returns>By itself the class of each sample, and every other truth that the data have as
    /// <see cref="LearningGoal.FurtherFields"/>.</returns>
    /// <exception cref="DecantException">There is no such target set, or it does not fit.</exception>
    public virtual LearningGoal Goal(Dataset data, string? target) =>
        target is null
            ? new LearningGoal(this)
            {
                FurtherFields =
                [
                    .. from field in data.Schema.Fields
                    where field.Role == FieldRole.Truth && field.Name != Field.LabelName
                    select field.Name,
                ],
            }
            : throw new DecantException(
                $"data.target: task {Name} learns all that is known of each sample, received '{target}'. Remove data.target."
            );

    /// <summary>Refuses data that the task cannot learn from.</summary>
    /// <param name="data">The samples.</param>
    /// <param name="goal">What is to be learnt of them.</param>
    /// <exception cref="DecantException">The samples or their labels do not fit.</exception>
    public void Check(DataSplits data, LearningGoal goal)
    {
        var train = data.Train;
        var inputs = train.Schema.Inputs;
        if (!inputs.Any(Takes))
        {
            var shapes = inputs.Select(input => $"[{string.Join(", ", input.Shape.Select(size => size.Size))}]");
            throw new DecantException(
                $"task {Name}: expected {Form.Words}, received samples of shape {string.Join(" and ", shapes)} from '{train.Name}'. "
                    + Fitting(inputs)
            );
        }

        foreach (var name in goal.Fields(train).Where(name => train.Schema.Find(name) is null))
        {
            throw new DecantException(
                $"task {Name}: {NearestName.Explain("field", name, train.Schema.Fields.Select(field => field.Name))}. "
                    + $"Give the samples of '{train.Name}' this field, or name another truth in LearningTask.Goal."
            );
        }

        CheckLabels(data, goal);
    }

    // The same question about other samples is another task.
    private string Fitting(IReadOnlyList<Field> inputs) =>
        LearningTasks.All.FirstOrDefault(task => task.Word == Word && task.Takes(inputs[0])) is { } fitting
            ? $"For these samples write task: {fitting.Name}; or choose another source."
            : "Choose another task or source.";

    /// <summary>Whether it is for samples that have an input.</summary>
    public bool Takes(Field input) => Form.Takes(input);

    /// <summary>Refuses samples or labels that cannot be learnt; by itself none.</summary>
    /// <param name="data">The samples.</param>
    /// <param name="goal">What is to be learnt of them.</param>
    /// <exception cref="DecantException">They do not fit.</exception>
    protected internal virtual void CheckLabels(DataSplits data, LearningGoal goal) { }

    /// <summary>What was expected instead of a number that cannot be the truth; null where it can.</summary>
    internal virtual string? Problem(double truth) => null;

    /// <summary>What can be said against so few test samples, as a sentence; null for nothing.</summary>
    /// <param name="samples">Test samples, 1 or more.</param>
    protected internal virtual string? TestSamplesProblem(int samples) => null;

    /// <summary>
    /// Whether nothing is true but what the teacher answers: then its answers are the truth of every sample, and a student alone has
    /// nothing to learn.
    /// </summary>
    internal virtual bool LearnsFromTeacherAlone => false;

    /// <summary>Whether a text has one class, whose name can be asked for in words.</summary>
    internal virtual bool NamesTexts => false;

    // Networks.

    /// <summary>Architectures that only this task needs.</summary>
    public virtual IReadOnlyList<Architecture> Architectures => [];

    /// <summary>The shape of a network's answers, with the batch axis, in letters.</summary>
    protected internal virtual IReadOnlyList<string> AnswerShape { get; } = ["N", "C"];

    /// <summary>
    /// Names of the outputs of its heads that losses compare and metrics read, the main one, <c>logits</c>, first. Losses read the others
    /// by name (<see cref="LossSignals.Student"/>, <see cref="LossSignals.Teacher"/>), metrics too (<see cref="NetworkOutputs"/>).
    /// </summary>
    public virtual IReadOnlyList<string> Outputs { get; } = [Network.Logits];

    /// <summary>Adds the outputs of a network's main head.</summary>
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

    /// <summary>
    /// Adds the outputs of the main head to the graph: <c>logits</c>, and what becomes of them for whoever uses the file. By itself the
    /// softmax of answers that are those of classes as <c>probabilities</c>; no more of others.
    /// </summary>
    /// <param name="logits">What the last layer answers, shaped as <see cref="AnswerShape"/>.</param>
    protected internal virtual void AddHead(Value logits)
    {
        logits.Graph.AddOutput(logits, Network.Logits);
        if (AnswersClasses)
        {
            logits.Graph.AddOutput(logits.Softmax(JoinedAnswers.AxisOfClasses(logits)), Network.Probabilities);
        }
    }

    /// <summary>The same where numbers are standardised.</summary>
    internal virtual void AddHead(Value logits, TargetScaling? scaling) => AddHead(logits);

    /// <summary>How the truth of these samples is standardised; null where it is not.</summary>
    internal virtual TargetScaling? Scaling(Dataset train, LearningGoal goal) => null;

    /// <summary>The output by which several networks are joined into one.</summary>
    protected internal virtual string JoinedOutput(Graph network) => Network.Logits;

    /// <summary>
    /// The main heads' answers of several networks as one; by itself as the combination says where they are those of classes, else their
    /// mean.
    /// </summary>
    /// <param name="answers">Their answers, two or more of one shape.</param>
    /// <param name="combination">How they become one.</param>
    internal virtual Value Combine(IReadOnlyList<Value> answers, EnsembleCombination combination) =>
        AnswersClasses ? JoinedAnswers.OfClasses(answers, combination) : JoinedAnswers.Mean(answers);

    /// <summary>What further heads of several networks answer as one; by itself the mean.</summary>
    /// <param name="output">The output's name, one of <see cref="Outputs"/>.</param>
    /// <param name="answers">Their answers, two or more of one shape.</param>
    protected internal virtual Value CombineFurther(string output, IReadOnlyList<Value> answers) => JoinedAnswers.Mean(answers);

    /// <summary>What the numbers of an output are, with their unit or range, for a reader of the report.</summary>
    /// <param name="output">The output's name.</param>
    protected internal virtual string OutputMeaning(string output) =>
        output switch
        {
            Network.Logits when AnswersClasses => "one number per class; the largest wins",
            Network.Probabilities when AnswersClasses => "probability of each class, 0 to 1",
            Network.Logits => $"the {Noun}",
            _ => output,
        };

    /// <summary>Writes what a run's folder has next to the student's file; by itself nothing.</summary>
    /// <param name="student">The student as its file has it.</param>
    /// <param name="folder">The run's folder.</param>
    internal virtual void WriteFurther(Graph student, string folder) { }

    /// <summary>A line of C# that reads one sample's answers; <see cref="ModelFacts.Answer"/> in it is their array.</summary>
    internal virtual string Reading => AnswersClasses ? $"var best = Array.IndexOf({ModelFacts.Answer}, {ModelFacts.Answer}.Max());" : "";

    /// <summary>What is asked about a network from elsewhere, and about its answers.</summary>
    internal virtual AnswerSearch Search => NothingAsked.Instance;

    // Losses.

    /// <summary>Logits as a loss sees them, [N, C]: where each pixel has an answer, every pixel is a row.</summary>
    protected internal virtual Value Rows(Value logits) => logits;

    /// <summary>The shape of the classes that are true, for logits of a shape: Int64, one for each row.</summary>
    protected internal virtual Shape LabelShape(Shape logits) => new(logits[0]);

    /// <summary>The classes that are true as a loss sees them, [N].</summary>
    protected internal virtual Value LabelRows(Value labels) => labels;

    /// <summary>
    /// The field of varying length that has an answer for each of its places, such as the words of a text with logits [N, T, C]: what lies
    /// after a sample's end does not count. Null, by itself, where all answers count.
    /// </summary>
    protected internal virtual string? FieldOfPlaces => null;

    /// <summary>
    /// Which answers count, 1 or 0 for each row, where the truth tells it by −1, as it does of pixels that are of no class. Null
    /// where all do.
    /// </summary>
    /// <param name="labels">The classes that are true, Int64, of <see cref="LabelShape"/>.</param>
    /// <param name="type">The type of the logits, which the answer has, too.</param>
    internal virtual Value? CountedRows(Value labels, ElementType type) => null;

    /// <summary>Losses that only this task needs.</summary>
    public virtual IReadOnlyList<DistillationLoss> Losses => [];

    /// <summary>Name of the loss with the truth.</summary>
    public string HardLabelLoss => "hard-labels";

    /// <summary>Name of the loss with a teacher's answers: one of <see cref="Losses"/>, or of those that recipes can name.</summary>
    public virtual string SoftTargetLoss =>
        Losses.FirstOrDefault(loss => loss.NeedsTeacher)?.Name
        ?? LearningTasks.All.FirstOrDefault(task => task.Answers == Answers)?.SoftTargetLoss
        ?? throw new DecantException(
            $"task {Name}: expected a loss with the teacher's answers, as no loss of the library compares {Answers.Words}. "
                + $"Let LearningTask.Losses have one, or name the recipe's losses."
        );

    /// <summary>The name of the term with the truth in logs and reports.</summary>
    public virtual string TruthTerm => HardLabelLoss;

    /// <summary>What the truth is, in the plural.</summary>
    public virtual string TruthWords => "labels";

    /// <summary>The unit of the loss with the truth; empty for none.</summary>
    public virtual string HardLabelUnit => AnswersClasses ? "nats per sample" : "";

    /// <summary>
    /// The formula of the loss with the truth, before its weight: what a teacher is trained with, and the student that is compared. By
    /// itself the cross-entropy of the labels where the answers are those of classes; a task of several heads adds what its others have to
    /// learn.
    /// </summary>
    /// <param name="signals">The student's answers, the labels, and the fields of the samples.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="DecantException">The answers are others, and the task has no formula.</exception>
    protected internal virtual Value HardLabelFormula(LossSignals signals) =>
        AnswersClasses
            ? signals.CrossEntropy()
            : throw new DecantException(
                $"task {Name}: expected a loss with the truth, as its answers are {Answers.Words}. Override LearningTask.HardLabelFormula."
            );

    // Quality.

    /// <summary>The metric that a result is judged by; without unit where that is the labels'.</summary>
    public abstract MetricFacts MainMetric { get; }

    /// <summary>The metrics on validation that can decide when to stop, the main one first; by itself that alone.</summary>
    public virtual IReadOnlyList<MetricFacts> DecidingMetrics => [MainMetric];

    /// <summary>The metrics of a network, without samples yet.</summary>
    /// <param name="goal">What is learnt.</param>
    /// <param name="data">The samples that will be added.</param>
    protected internal abstract TaskMetrics Metrics(LearningGoal goal, Dataset data);

    // Recipes.

    /// <summary>What its recipes may not say.</summary>
    internal virtual IReadOnlyList<RecipeRefusal> Refusals => [];

    /// <summary>What a recipe out of nothing begins with.</summary>
    internal virtual DraftAdvice Draft { get; } = new("answer");

    private bool AnswersClasses => Answers == AnswerMeaning.Classes;
}
