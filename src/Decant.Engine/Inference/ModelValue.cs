using Decant.Engine.Graphs;

namespace Decant.Engine.Inference;

/// <summary>An input or an output of a <see cref="Model"/>.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Type">What one number of it is.</param>
/// <param name="Shape">Its sizes; those with a name, such as <c>N</c> samples or <c>T</c> tokens, come with the tensors of a call.</param>
public sealed record ModelValue(string Name, ElementType Type, Shape Shape);
