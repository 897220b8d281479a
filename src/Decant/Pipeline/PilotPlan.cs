namespace Decant.Pipeline;

/// <summary>How candidates for the teacher are tried.</summary>
/// <param name="Files">ONNX files, one or more.</param>
/// <param name="Epochs">Epochs of each student, 1 or more; the schedule of its learning rate fits into them.</param>
/// <param name="Seeds">Students of each teacher, 1 or more.</param>
internal sealed record PilotPlan(IReadOnlyList<string> Files, int Epochs, int Seeds);
