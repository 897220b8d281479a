using Decant.Data;
using Decant.Data.Batches;
using Decant.Engine;
using Decant.Engine.Graphs;

namespace Decant.SoftTargets;

/// <summary>
/// A teacher that tells a vector about each sample and nothing else: a value for hints, named <see cref="ValueName"/>. It has no logits.
/// </summary>
internal sealed class VectorTeacher : ISoftTargetSource, IDisposable
{
    /// <summary>The name of the value.</summary>
    public const string ValueName = "embedding";

    private readonly float[] _vectors;
    private readonly Dataset _samples;
    private readonly int _width;
    private readonly Tensor[] _answer = new Tensor[1];
    private readonly int _classes;
    private Tensor _logits;

    /// <summary>Takes over the vectors.</summary>
    /// <param name="vectors">Float32 [samples, D].</param>
    /// <param name="samples">What they are about.</param>
    /// <param name="classes">Numbers that the student answers.</param>
    /// <param name="fingerprint">SHA-256, in hexadecimal, of whose they are.</param>
    public VectorTeacher(float[] vectors, Dataset samples, int classes, string fingerprint)
    {
        (_vectors, _samples, _classes, Fingerprint) = (vectors, samples, classes, fingerprint);
        _width = vectors.Length / samples.Count;
        Values = ValuesOf(_width);
        (_answer[0], _logits) = (new Tensor(ElementType.Float32, 1, _width), Unknown(1, classes));
    }

    /// <summary>What such a teacher tells.</summary>
    /// <param name="width">D.</param>
    public static IReadOnlyList<TeacherValue> ValuesOf(int width) => [new TeacherValue(ValueName, new Shape("N", width))];

    /// <inheritdoc/>
    public string Fingerprint { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TeacherValue> Values { get; }

    /// <inheritdoc/>
    public Dataset Answered(Dataset samples) =>
        samples == _samples || samples.Fingerprint == _samples.Fingerprint
            ? samples
            : throw new DecantException($"The vectors are about {_samples.Name}, received {samples.Name}. Learn from the same samples.");

    /// <inheritdoc/>
    public TeacherAnswer Answer(Batch batch)
    {
        if (_answer[0].Dimensions[0] < batch.Count)
        {
            Dispose();
            (_answer[0], _logits) = (new Tensor(ElementType.Float32, batch.Count, _width), Unknown(batch.Count, _classes));
        }

        var to = _answer[0].Span<float>();
        for (var place = 0; place < batch.Count; place++)
        {
            _vectors.AsSpan(batch.Indices[place] * _width, _width).CopyTo(to[(place * _width)..]);
        }

        return new TeacherAnswer
        {
            Logits = _logits,
            Count = batch.Count,
            Values = _answer,
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _answer[0].Dispose();
        _logits.Dispose();
    }

    // A loss that reads them is refused before; were it not, no one would take this for an answer.
    private static Tensor Unknown(int count, int classes)
    {
        var logits = new Tensor(ElementType.Float32, count, classes);
        logits.Span<float>().Fill(float.NaN);
        return logits;
    }
}
