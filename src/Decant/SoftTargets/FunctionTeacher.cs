using Decant.Data.Batches;
using Decant.Engine.Graphs;

namespace Decant.SoftTargets;

/// <summary>A teacher that is a function of the program.</summary>
/// <param name="name">Names the teacher: answers of one of another name are other answers.</param>
/// <param name="classes">C.</param>
/// <param name="answer">Writes the logits of a batch, [N, C].</param>
internal sealed class FunctionTeacher(string name, int classes, Action<Batch, Span<float>> answer) : ISoftTargetSource, IDisposable
{
    private Tensor _answer = new(ElementType.Float32, 1, classes);

    /// <inheritdoc/>
    public string Fingerprint { get; } =
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)));

    /// <inheritdoc/>
    public int? Classes => classes;

    /// <inheritdoc/>
    public TeacherAnswer Answer(Batch batch)
    {
        if (_answer.Dimensions[0] < batch.Count)
        {
            _answer.Dispose();
            _answer = new Tensor(ElementType.Float32, batch.Count, classes);
        }

        // What the function leaves out must not be taken for an answer.
        var logits = _answer.Span<float>()[..(batch.Count * classes)];
        logits.Fill(float.NaN);
        answer(batch, logits);
        return new TeacherAnswer { Logits = _answer, Count = batch.Count };
    }

    /// <inheritdoc/>
    public void Dispose() => _answer.Dispose();
}
