using Decant.Engine.Graphs;

namespace Decant.SoftTargets;

/// <summary>What a teacher tells next to its logits: a value inside, as a hint, or the output of a further head.</summary>
/// <param name="Name">Its name in the teacher's graph.</param>
/// <param name="Shape">[N, ..].</param>
public sealed record TeacherValue(string Name, Shape Shape);
