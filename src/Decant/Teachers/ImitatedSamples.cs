using Decant.Data;
using Decant.Data.Batches;
using Decant.Data.Fields;
using Decant.Data.Texts;
using Decant.Tables;

namespace Decant.Teachers;

/// <summary>
/// Samples whose truth is what a teacher answers about them, as a further field. It is asked once about each, when the first answer is
/// read.
/// </summary>
/// <param name="samples">The samples.</param>
/// <param name="field">The truth: floats [D].</param>
/// <param name="ask">The answers about them, [N, D].</param>
/// <param name="teacherFingerprint">What decides its answers.</param>
internal sealed class ImitatedSamples(Dataset samples, Field field, Func<float[]> ask, string teacherFingerprint)
    : Dataset(samples.Name, new Schema([.. samples.Schema.Fields, field]))
{
    private readonly Lazy<float[]> _answers = new(ask);

    /// <inheritdoc/>
    public override int Count => samples.Count;

    /// <inheritdoc/>
    public override bool ReadsFiles => samples.ReadsFiles;

    /// <inheritdoc/>
    public override TableSchema? Table => samples.Table;

    /// <inheritdoc/>
    internal override TextFacts? Texts => samples.Texts;

    /// <inheritdoc/>
    public override void Read(int index, Sample sample)
    {
        samples.Read(index, sample);
        if (sample.Asks(field.Name))
        {
            _answers.Value.AsSpan(index * field.Count, field.Count).CopyTo(sample.Numbers<float>(field.Name));
        }
    }

    /// <inheritdoc/>
    protected override string ComputeFingerprint() => $"{samples.Fingerprint} as {teacherFingerprint} answers";

    /// <summary>What a network answers about samples, [N, D].</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="width">D.</param>
    /// <param name="teacher">The network.</param>
    public static float[] Answers(Dataset samples, int width, FrozenNetwork teacher)
    {
        var answers = new float[checked(samples.Count * width)];
        using var batches = new BatchStream(
            samples,
            new BatchOptions
            {
                Size = Math.Min(teacher.Batch, samples.Count),
                Fields = [],
                SimilarLength = samples.Schema.Inputs.Select(input => input.Length?.Name).LastOrDefault(axis => axis is not null),
            }
        );
        foreach (var batch in batches.Epoch(0))
        {
            var rows = teacher.Answer(batch).Span<float>();
            for (var place = 0; place < batch.Count; place++)
            {
                rows.Slice(place * width, width).CopyTo(answers.AsSpan(batch.Indices[place] * width));
            }
        }

        return answers;
    }
}
