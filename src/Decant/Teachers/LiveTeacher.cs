using Decant.Data.Batches;
using Decant.SoftTargets;

namespace Decant.Teachers;

/// <summary>A teacher that answers while the student learns.</summary>
/// <param name="network">The frozen network.</param>
/// <param name="fingerprint">SHA-256 of its file, in hexadecimal.</param>
internal sealed class LiveTeacher(FrozenNetwork network, string fingerprint) : ISoftTargetSource
{
    /// <inheritdoc/>
    public string Fingerprint { get; } = fingerprint;

    /// <inheritdoc/>
    public int? Classes => network.Classes;

    /// <inheritdoc/>
    public IReadOnlyList<TeacherValue> Values => network.Values;

    /// <inheritdoc/>
    public TeacherAnswer Answer(Batch batch) =>
        new()
        {
            Logits = network.Answer(batch),
            Count = batch.Count,
            Values = network.ValueAnswers,
        };
}
