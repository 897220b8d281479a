using Decant.Engine.Graphs;

namespace Decant.SoftTargets;

/// <summary>What a teacher says about a batch.</summary>
/// <param name="Logits">[N, C] in the first N·C elements; valid until the source is asked again.</param>
/// <param name="Count">N.</param>
public readonly record struct TeacherAnswer(Tensor Logits, int Count);
