using Decant.Data;
using Decant.Data.Batches;

namespace Decant.SoftTargets;

/// <summary>Where a teacher's answers come from: the network itself, or answers that were stored.</summary>
public interface ISoftTargetSource
{
    /// <summary>SHA-256, in hexadecimal, of the teacher: answers of another teacher are another teaching.</summary>
    string Fingerprint { get; }

    /// <summary>Numbers that it answers per sample; null where as many as the student.</summary>
    int? Classes => null;

    /// <summary>What it tells next to its logits: values inside the teacher, and the outputs of its further heads.</summary>
    IReadOnlyList<TeacherValue> Values => [];

    /// <summary>
    /// A teacher that is a function of the program: a forest, a nearest neighbour. It is asked in every epoch, or once where
    /// the recipe keeps its answers (<c>soft-targets.store: auto</c>).
    /// </summary>
    /// <param name="name">Names the teacher: answers of one of another name are other answers.</param>
    /// <param name="classes">C.</param>
    /// <param name="answer">Is given a batch, whose <see cref="Batch.Indices"/> say which samples they are, and writes [N, C]: a row of
    /// logits for each sample. Probabilities become logits by their logarithm. What it leaves out is refused.</param>
    static ISoftTargetSource Of(string name, int classes, Action<Batch, Span<float>> answer) => new FunctionTeacher(name, classes, answer);

    /// <summary>Names of the fields of <see cref="Answered"/> that it reads; none where it stored nothing.</summary>
    IReadOnlyList<string> Fields => [];

    /// <summary>The samples, each with what is stored of the answers about it.</summary>
    /// <param name="samples">What is learnt from.</param>
    /// <exception cref="Engine.DecantException">What is stored is about other samples.</exception>
    Dataset Answered(Dataset samples) => samples;

    /// <summary>The answers to a batch of <see cref="Answered"/>.</summary>
    TeacherAnswer Answer(Batch batch);
}
