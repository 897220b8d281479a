using Decant.Engine.Graphs;

namespace Decant.SoftTargets;

/// <summary>What a teacher says about a batch; valid until the source is asked again.</summary>
public readonly ref struct TeacherAnswer
{
    /// <summary>The main head's answer: [N, C] in the first N·C elements.</summary>
    public required Tensor Logits { get; init; }

    /// <summary>N.</summary>
    public required int Count { get; init; }

    /// <summary>
    /// Values inside the teacher and outputs of its further heads, in the order of <see cref="ISoftTargetSource.Values"/>.
    /// </summary>
    public ReadOnlySpan<Tensor> Values { get; init; }
}
