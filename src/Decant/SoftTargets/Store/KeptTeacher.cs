using Decant.Data;
using Decant.Data.Batches;
using Decant.Engine;
using Decant.Engine.Graphs;

namespace Decant.SoftTargets.Store;

/// <summary>
/// A teacher that answers once while the student learns: what is not stored yet it is asked, and kept; what is stored comes with the
/// samples.
/// A disk that fills up ends the keeping, not the learning.
/// </summary>
/// <param name="live">The teacher.</param>
/// <param name="writer">Keeps answers.</param>
/// <param name="samples">What they are about.</param>
/// <param name="clock">Measures what the teacher takes.</param>
/// <param name="note">Is told when nothing more can be kept.</param>
internal sealed class KeptTeacher(ISoftTargetSource live, StoreWriter writer, Dataset samples, TimeProvider clock, Action<string> note)
    : ISoftTargetSource
{
    private readonly string[] _fields = [.. writer.Store.Layout.Values.Select(value => value.Field.Name)];
    private readonly Tensor[] _values = new Tensor[writer.Store.Layout.Values.Count - 1];
    private bool _keeps = true;

    /// <inheritdoc/>
    public string Fingerprint => live.Fingerprint;

    /// <inheritdoc/>
    public int? Classes => live.Classes;

    /// <inheritdoc/>
    public IReadOnlyList<TeacherValue> Values => live.Values;

    /// <inheritdoc/>
    public IReadOnlyList<string> Fields => _fields;

    /// <summary>What the teacher took so far.</summary>
    public TimeSpan Time { get; private set; }

    /// <summary>Samples that the teacher was asked about.</summary>
    public long Asked { get; private set; }

    /// <summary>The teacher itself.</summary>
    public ISoftTargetSource Live => live;

    /// <summary>Whether what is kept is about these samples.</summary>
    public bool IsAbout(Dataset data) => data == samples || data.Fingerprint == samples.Fingerprint;

    /// <inheritdoc/>
    public Dataset Answered(Dataset data) =>
        IsAbout(data)
            ? new AnsweredSamples(data, writer.Store)
            : throw new DecantException(
                $"Store '{writer.Store.Folder}': it answers about {samples.Name}, received {data.Name}. Switch it "
                    + $"off (soft-targets.store: off)."
            );

    /// <inheritdoc/>
    public TeacherAnswer Answer(Batch batch)
    {
        var answers = batch[_fields[0]];
        if (IsMissing(answers, batch.Count))
        {
            return Ask(batch);
        }

        for (var value = 0; value < _values.Length; value++)
        {
            _values[value] = batch[_fields[value + 1]];
        }

        return new TeacherAnswer
        {
            Logits = answers,
            Count = batch.Count,
            Values = _values,
        };
    }

    private TeacherAnswer Ask(Batch batch)
    {
        var begin = clock.GetTimestamp();
        var answer = live.Answer(batch);
        var took = clock.GetElapsedTime(begin);
        (Time, Asked) = (Time + took, Asked + batch.Count);
        if (!_keeps)
        {
            return answer;
        }

        try
        {
            writer.Add(writer.NextShard(batch.View), batch, answer, took);
            if (writer.Answers == writer.Store.Manifest.Wanted)
            {
                writer.Flush();
            }
        }
        catch (DecantException problem) when (problem.InnerException is IOException or UnauthorizedAccessException)
        {
            _keeps = false;
            note($"The teacher's answers are no longer stored, and it goes on answering: {problem.Message}");
        }

        return answer;
    }

    // No answer that is stored has NaN.
    private static bool IsMissing(Tensor answers, int count)
    {
        var numbers = answers.Span<float>();
        var each = numbers.Length / count;
        for (var place = 0; place < count; place++)
        {
            if (float.IsNaN(numbers[place * each]))
            {
                return true;
            }
        }

        return false;
    }
}
