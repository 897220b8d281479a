using Decant.Engine.Graphs;

namespace Decant.Training;

/// <summary>One thing that changes in a training.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name, unique within its kind.</param>
/// <param name="Value">Its numbers at this moment.</param>
internal sealed record NamedState(StateKind Kind, string Name, Tensor Value);
