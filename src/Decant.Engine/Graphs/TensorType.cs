namespace Decant.Engine.Graphs;

/// <summary>Element type and shape: what is known of a value before it is computed.</summary>
/// <param name="Type">What an element is.</param>
/// <param name="Shape">The sizes.</param>
public sealed record TensorType(ElementType Type, Shape Shape);
