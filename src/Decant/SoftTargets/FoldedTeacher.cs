using Decant.Data.Batches;
using Decant.Engine.Graphs;

namespace Decant.SoftTargets;

/// <summary>
/// Several teachers of one kind, of which each answers the samples that it was not trained on. Teachers that remember their samples, such
/// as forests and nearest neighbours, else answer the label and nothing more.
/// </summary>
/// <param name="teachers">The teachers, which answer alike.</param>
/// <param name="teacherOf">Which of them answers each sample.</param>
/// <param name="answerSize">Numbers of an answer.</param>
/// <param name="fingerprint">SHA-256, in hexadecimal, of all of them.</param>
internal sealed class FoldedTeacher(IReadOnlyList<ISoftTargetSource> teachers, int[] teacherOf, int answerSize, string fingerprint)
    : ISoftTargetSource,
        IDisposable
{
    private Tensor _answer = new(ElementType.Float32, 1, answerSize);

    /// <inheritdoc/>
    public string Fingerprint => fingerprint;

    /// <inheritdoc/>
    public int? Classes => teachers[0].Classes;

    /// <inheritdoc/>
    public TeacherAnswer Answer(Batch batch)
    {
        if (_answer.Dimensions[0] < batch.Count)
        {
            _answer.Dispose();
            _answer = new Tensor(ElementType.Float32, batch.Count, answerSize);
        }

        var to = _answer.Span<float>();
        for (var teacher = 0; teacher < teachers.Count; teacher++)
        {
            var isAsked = false;
            Span<float> from = default;
            for (var place = 0; place < batch.Count; place++)
            {
                if (teacherOf[batch.Indices[place]] != teacher)
                {
                    continue;
                }

                from = isAsked ? from : teachers[teacher].Answer(batch).Logits.Span<float>();
                isAsked = true;
                from.Slice(place * answerSize, answerSize).CopyTo(to[(place * answerSize)..]);
            }
        }

        return new TeacherAnswer { Logits = _answer, Count = batch.Count };
    }

    /// <inheritdoc/>
    public void Dispose() => _answer.Dispose();
}
