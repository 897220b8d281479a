using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Tasks;

namespace Decant.Losses;

/// <summary>
/// What one term of a loss may read and keep, as values of one graph. The teacher's are inputs of that graph, so no gradient reaches it.
/// What the term trains next to the student, such as a projection, and what it remembers from step to step is named after the term and is
/// never exported.
/// </summary>
/// <param name="StudentLogits">[N, C]; a task with an answer for each pixel gives every pixel as a row, and N is the number of
/// pixels.</param>
/// <param name="TeacherLogits">[N, C]; null without a teacher.</param>
/// <param name="Labels">Int64 [N], 0 to C − 1, or −1 where a sample has none; null without labels.</param>
public sealed record LossSignals(Value StudentLogits, Value? TeacherLogits = null, Value? Labels = null)
{
    /// <summary>What comes before the name of a value inside the teacher.</summary>
    internal const string TeacherPrefix = "teacher/";

    /// <summary>What stands before the name of a field of the samples.</summary>
    internal const string FieldPrefix = "field/";

    /// <summary>What the answers mean.</summary>
    public LearningTask Task { get; init; } = LearningTasks.Default;

    /// <summary>What a step knows of its samples by name: fields, and of those that vary lengths and masks.</summary>
    public IReadOnlyDictionary<string, TensorType> Fields { get; init; } = new Dictionary<string, TensorType>();

    /// <summary>The term's name.</summary>
    public string Term { get; init; } = "loss";

    /// <summary>Logits [N, C] of the networks that learn next to this one; empty for none.</summary>
    public IReadOnlyList<Value> PeerLogits { get; init; } = [];

    /// <summary>Finds a value inside the student by its name; null where there is none.</summary>
    public Func<string, Value?> FindStudent { get; init; } = _ => null;

    /// <summary>
    /// What is known of each sample as numbers: floats [N, D], D as wide as the student's answers, standardised as they are, NaN where no
    /// one knows; null where nothing is.
    /// </summary>
    public Value? Targets { get; init; }

    /// <summary>
    /// 1 for an answer that counts and 0 for one that does not, such as a token after its text's end: numbers of the logits' type, shaped
    /// as the logits without their classes; a task whose samples vary in length names their field. Null where all count.
    /// </summary>
    public Value? Counted { get; init; }

    /// <summary>
    /// The field that says which places samples have, by the name of each axis along which they vary in length: <c>NAME.mask</c>, [N, T].
    /// </summary>
    internal IReadOnlyDictionary<string, string> AxisMasks { get; init; } = new Dictionary<string, string>();

    /// <summary>The place of a sample in the training data: Int64 [N]; null where no one asked.</summary>
    public Value? Samples { get; init; }

    /// <summary>Number of training samples.</summary>
    public int SampleCount { get; init; }

    /// <summary>Decides what a term makes at random at first.</summary>
    public ulong Seed { get; init; }

    /// <summary>The step's number, an Int64 scalar: what a term draws at random changes with it.</summary>
    public Value Step => Graph.Find(TrainingForm.StepInput) ?? Graph.AddInput(TrainingForm.StepInput, ElementType.Int64, Shape.Scalar);

    /// <summary>The graph that grows.</summary>
    public Graph Graph => StudentLogits.Graph;

    /// <summary>Numbers that change with the time: the name of the input that holds each, and its course.</summary>
    internal IDictionary<string, ScheduledNumber> Courses { get; init; } = new Dictionary<string, ScheduledNumber>();

    /// <summary>What the term remembers: the next value of each state.</summary>
    internal IList<(Value Next, string State)> NextStates { get; init; } = [];

    /// <summary>The teacher's logits, for a loss that cannot do without.</summary>
    /// <param name="loss">The loss's name.</param>
    /// <param name="ofAnyWidth">Whether the teacher may answer with more or fewer numbers per sample than the student.</param>
    /// <exception cref="DecantException">There is no teacher, or its answers are of another width.</exception>
    public Value RequireTeacher(string loss, bool ofAnyWidth = false) =>
        TeacherLogits is null
            ? throw new DecantException(
                $"{loss}: needs the teacher's answers, and this training has no teacher. Remove the term, or name a teacher."
            )
        : ofAnyWidth || TeacherLogits.Shape[^1] == StudentLogits.Shape[^1] ? TeacherLogits
        : throw new DecantException(
            $"{loss}: expected a teacher that answers with {StudentLogits.Shape[^1]} numbers per sample, as the "
                + $"student does, received {TeacherLogits.Shape[^1]}. "
                + "Give both the same classes in the same order, or take the loss 'uld', which compares unequal classes."
        );

    /// <summary>The labels, for a loss that cannot do without.</summary>
    /// <exception cref="DecantException">There are no labels.</exception>
    public Value RequireLabels(string loss) =>
        Labels ?? throw new DecantException($"{loss}: needs labels, and the data have none. Remove the term, or give labelled data.");

    /// <summary>
    /// Cross-entropy of the student's answers, at temperature 1: mean over N of −ln softmax(student)_label, in nats; samples without a
    /// label (−1) are left out.
    /// </summary>
    /// <exception cref="DecantException">There are no labels.</exception>
    public Value CrossEntropy() => CrossEntropy(StudentLogits, RequireLabels(Term));

    /// <summary>Cross-entropy of any logits, such as those of a further head, in nats.</summary>
    /// <param name="logits">[N, C].</param>
    /// <param name="labels">Int64 [N], 0 to C − 1; −1 is left out of the mean.</param>
    public static Value CrossEntropy(Value logits, Value labels) => logits.CrossEntropy(labels);

    /// <summary>
    /// The mean, over the numbers of the truth that are known, of what a formula makes of them and of answers; 0, with no derivative, where
    /// none is known.
    /// </summary>
    /// <param name="truth">Floats of any shape, NaN where a number is not known.</param>
    /// <param name="perNumber">Such as <c>y =&gt; (answers - y) * (answers - y)</c>; it is given the truth with 0 for what is not known, as
    /// NaN times 0 were NaN again.</param>
    public static Value MeanOverKnown(Value truth, Func<Value, Value> perNumber) => truth.MeanOverKnown(perNumber);

    /// <summary>
    /// The mean over all elements of something that is known of every place of the samples, such as squared differences of hidden states:
    /// of an axis along which samples vary in length, what lies after a sample's end does not count.
    /// </summary>
    /// <param name="perPlace">[N, T], [N, T, D], [N, heads, T, T] or any other shape with the batch first; finite.</param>
    public Value MeanOverPlaces(Value perPlace)
    {
        if (this.MaskOf(perPlace.Shape) is not { } mask)
        {
            return perPlace.ReduceMean();
        }

        var each = perPlace
            .Shape.Zip(mask.Shape)
            .Where(axis => axis.First != axis.Second)
            .Aggregate(1, (all, axis) => all * axis.First.Size);
        var count = mask.ReduceSum();
        return (perPlace * mask).ReduceSum() / (count.Max(count.Constant(1)) * each);
    }

    /// <summary>What is known as numbers, for a loss that cannot do without.</summary>
    /// <exception cref="DecantException">Nothing is.</exception>
    public Value RequireTargets(string loss) =>
        Targets
        ?? throw new DecantException(
            $"{loss}: needs the true numbers of each sample, and the data have none. Remove the term, or name the data's targets."
        );

    /// <summary>
    /// A field of the samples, such as a truth next to the labels: [N, ..], NaN or −1 where it is unknown. Of a field that varies,
    /// <c>NAME.length</c> is the length of each sample, Int64 [N], and <c>NAME.mask</c> 1 where it has a place and 0 after its end, [N, T].
    /// </summary>
    /// <exception cref="DecantException">The samples have no such field.</exception>
    public Value Field(string name) =>
        Graph.Find(FieldPrefix + name)
        ?? (
            Fields.TryGetValue(name, out var field)
                ? Graph.AddInput(FieldPrefix + name, field.Type.IsFloat() ? StudentLogits.Type : field.Type, field.Shape)
                : throw new DecantException(
                    $"{Term}: {NearestName.Explain("field", name, Fields.Keys)}. A loss reads fields that the data set has."
                )
        );

    /// <summary>A value inside the student, or the output of one of its heads.</summary>
    /// <exception cref="DecantException">It has none of this name.</exception>
    public Value Student(string name) =>
        FindStudent(name)
        ?? throw new DecantException($"{Term}: the student has no value '{name}'. 'decant inspect' lists those that can serve as hints.");

    /// <summary>A value inside the teacher, or the output of one of its heads.</summary>
    /// <exception cref="DecantException">It was not asked for.</exception>
    public Value Teacher(string name) =>
        Graph.Find(TeacherPrefix + name)
        ?? throw new DecantException($"{Term}: the teacher has no value '{name}'. 'decant inspect' lists those that can serve as hints.");

    /// <summary>Numbers that are trained with the student and never exported.</summary>
    /// <param name="name">What they are called inside the term.</param>
    /// <param name="initial">Float32; their first values.</param>
    public Value Parameter(string name, Tensor initial) => Graph.AddParameter(Own(name), Fitting(initial));

    /// <summary>Numbers that the term remembers from step to step.</summary>
    /// <param name="name">What they are called inside the term.</param>
    /// <param name="initial">Float32; their first values.</param>
    public Value State(string name, Tensor initial) => Graph.AddInitializer(Own(name), Fitting(initial));

    /// <summary>Says what a state is in the next step.</summary>
    public void SetNext(Value state, Value next) => NextStates.Add((next.Name == state.Name ? next.Identity() : next, state.Name));

    /// <summary>
    /// T²·mean over N of Σ_C p·(ln p − ln q), with p and q the softmax of the answers over T, in nats: T² and the mean are applied as in
    /// every loss of the library.
    /// </summary>
    /// <param name="target">Logits [N, C] that are to be reached.</param>
    /// <param name="answer">Logits [N, C] that are to reach them.</param>
    /// <param name="temperature">T, above 0.</param>
    public Value Divergence(Value target, Value answer, double temperature) => Scale(temperature).DivergenceOfLogits(target, answer);

    /// <summary>Temperature and reduction of a loss on answers.</summary>
    internal SoftTargetScale Scale(LossNumber temperature, bool isSquared = true, LossReduction reduction = LossReduction.Batch) =>
        new(temperature, isSquared, reduction, Counted);

    /// <summary>A number as the formula reads it: constant, changing with the time, or learnt.</summary>
    /// <param name="name">What it is called inside the term, such as <c>temperature</c>.</param>
    /// <param name="number">The number, or its course.</param>
    internal LossNumber Number(string name, ScheduledNumber number) =>
        number.IsConstant ? number.To
        : number.IsLearnt ? CurriculumNumber.Build(this, name, number)
        : Timed(name, number);

    /// <summary>A number that follows the time: an input that is set before each step.</summary>
    internal Value Timed(string name, ScheduledNumber number)
    {
        Courses[Own(name)] = number;
        return Graph.AddInput(Own(name), StudentLogits.Type, Shape.Scalar);
    }

    private string Own(string name) => $"{Term}/{name}";

    private Tensor Fitting(Tensor initial) => initial.Type == StudentLogits.Type ? initial : initial.To(StudentLogits.Type);
}
