using System.Globalization;
using Decant.Data;
using Decant.Data.Batches;
using Decant.Engine;
using Decant.Engine.Graphs;

namespace Decant.SoftTargets;

/// <summary>Answers from elsewhere that lie in an array: the row of a sample is its place in the data set.</summary>
internal sealed class ArrayTeacher : ISoftTargetSource, IDisposable
{
    // Below it a probability counts as this: ln 0 is no number.
    private const float LeastProbability = 1e-30f;

    private readonly Tensor _rows;
    private readonly Dataset _samples;
    private readonly int _width;
    private Tensor _answer;

    /// <summary>Takes over the answers.</summary>
    /// <param name="rows">Float32 [samples, C] or [samples, C, H, W].</param>
    /// <param name="areProbabilities">Whether they are probabilities, whose logarithms are the logits; each 0 to 1.</param>
    /// <param name="samples">What they are about.</param>
    /// <param name="classes">Numbers that were expected along the second axis.</param>
    /// <param name="origin">Where they come from, in front of errors.</param>
    /// <param name="fingerprint">SHA-256 of that, in hexadecimal.</param>
    /// <exception cref="DecantException">They are of another number of samples or classes, or not finite, or no probabilities.</exception>
    public ArrayTeacher(Tensor rows, bool areProbabilities, Dataset samples, int classes, string origin, string fingerprint)
    {
        if (rows.Rank < 2 || rows.Dimensions[0] != samples.Count || rows.Dimensions[1] != classes)
        {
            throw new DecantException(
                $"{origin}: expected answers [{samples.Count}, {classes}], a row for each training sample and a column for each class, "
                    + $"received [{string.Join(", ", rows.Dimensions.ToArray())}]. Write one row for each sample of "
                    + $"'{samples.Name}', in its "
                    + "order or with its place in a column 'sample'."
            );
        }

        _width = (int)(rows.Count / rows.Dimensions[0]);
        Check(rows, areProbabilities, origin);
        (_rows, _samples, Fingerprint, Classes) = (rows, samples, fingerprint, classes);
        AnswerShape = new Shape(["N", .. rows.Dimensions[1..].ToArray().Select(size => (Dimension)size)]);
        _answer = new Tensor(ElementType.Float32, 1, _width);
    }

    /// <summary>Shape of the answers, [N, ..].</summary>
    public Shape AnswerShape { get; }

    /// <inheritdoc/>
    public string Fingerprint { get; }

    /// <inheritdoc/>
    public int? Classes { get; }

    /// <inheritdoc/>
    public Dataset Answered(Dataset samples) =>
        samples == _samples || samples.Fingerprint == _samples.Fingerprint
            ? samples
            : throw new DecantException($"The answers are about {_samples.Name}, received {samples.Name}. Learn from the same samples.");

    /// <inheritdoc/>
    public TeacherAnswer Answer(Batch batch)
    {
        if (_answer.Dimensions[0] < batch.Count)
        {
            _answer.Dispose();
            _answer = new Tensor(ElementType.Float32, batch.Count, _width);
        }

        var from = _rows.Span<float>();
        var to = _answer.Span<float>();
        for (var place = 0; place < batch.Count; place++)
        {
            from.Slice(batch.Indices[place] * _width, _width).CopyTo(to[(place * _width)..]);
        }

        return new TeacherAnswer { Logits = _answer, Count = batch.Count };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _rows.Dispose();
        _answer.Dispose();
    }

    private void Check(Tensor rows, bool areProbabilities, string origin)
    {
        var numbers = rows.Span<float>();
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!float.IsFinite(numbers[i]) || (areProbabilities && numbers[i] is < 0 or > 1.0001f))
            {
                throw new DecantException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{origin}, row {i / _width}: expected "
                            + $"{(areProbabilities ? "probabilities from 0 to 1" : "finite numbers")}, received "
                            + $"{numbers[i]}. {(areProbabilities ? "Logits are said with output: logits" : "Leave no answer out")}."
                    )
                );
            }

            numbers[i] = areProbabilities ? MathF.Log(Math.Max(LeastProbability, numbers[i])) : numbers[i];
        }
    }
}
