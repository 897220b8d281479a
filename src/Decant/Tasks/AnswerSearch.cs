using Decant.Data;
using Decant.Engine.Graphs;
using Decant.Runs;

namespace Decant.Tasks;

/// <summary>
/// What a task asks about a network from elsewhere, whose file does not say what its answers mean, and about a teacher's answers.
/// </summary>
internal abstract class AnswerSearch
{
    /// <summary>The metric that tells the right preprocessing from the others, the lower the better.</summary>
    public abstract string Judge { get; }

    /// <summary>Whether names of answers are looked for under the keys of other programs.</summary>
    public virtual bool HasNamesElsewhere => true;

    /// <summary>Whether one number per sample may tell two classes apart, and some of a file's many classes may be the data's.</summary>
    public virtual bool HasClasses => false;

    /// <summary>Whether the outputs of a file of which nothing else is known look like this task's.</summary>
    public virtual bool Recognises(Graph network) => false;

    /// <summary>Whether an operator makes probabilities of this task's logits.</summary>
    public abstract bool IsActivation(Operator candidate);

    /// <summary>Whether each answer is a probability of its own.</summary>
    public virtual bool IsEachAlone => false;

    /// <summary>What a value tells apart per sample, C; null where its shape is no answer's.</summary>
    public virtual int? SizeOf(Value value) => SizePerSample(value);

    /// <summary>Numbers per sample of a value [N, C], [N, C, 1, 1] or [N]; null for other shapes.</summary>
    public static int? SizePerSample(Value value) =>
        value.Shape.Rank == 1 ? 1
        : value.Shape.Rank >= 2 && value.Shape.Skip(1).All(size => size.IsStatic) && value.Shape.Skip(2).All(size => size.Size == 1)
            ? value.Shape[1].Size
        : null;

    /// <summary>What the answers are, by their numbers.</summary>
    /// <param name="rows">The answers to each sample.</param>
    public virtual AnswerForm FormOf(IReadOnlyList<float[]> rows) => AnswerForm.Logits;

    /// <summary>Why a teacher's answers are no logits, as an error message; null where they may be.</summary>
    /// <param name="rows">The answers to each sample.</param>
    public virtual string? Refusal(IReadOnlyList<float[]> rows) => null;

    /// <summary>Whether a network that answers so knows no more than can be said without looking.</summary>
    /// <param name="result">What it reached.</param>
    /// <param name="samples">The samples.</param>
    public virtual bool IsChance(EvaluationResult result, Dataset samples) => false;

    /// <summary>A warning about a teacher near chance; null for others.</summary>
    public abstract string? ChanceProblem(TeacherTrial trial);
}
