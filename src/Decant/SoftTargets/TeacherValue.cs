using Decant.Engine.Graphs;

namespace Decant.SoftTargets;

/// <summary>A value inside the teacher that it tells in addition to its logits: a hint.</summary>
/// <param name="Name">Its name in the teacher's graph.</param>
/// <param name="Shape">[N, ..].</param>
public sealed record TeacherValue(string Name, Shape Shape);
