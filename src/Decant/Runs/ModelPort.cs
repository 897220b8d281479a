namespace Decant.Runs;

/// <summary>An input or output of an ONNX file.</summary>
/// <param name="Name">The value's name in the file, such as <c>input</c>.</param>
/// <param name="ElementType">Such as <c>float32</c>.</param>
/// <param name="Shape">Size along each axis: a number, or a letter for a size that the caller chooses, such as <c>N, 1, 28, 28</c>.</param>
/// <param name="Meaning">What the numbers are, with their range, such as <c>grey levels, 0 (black) to 1 (white)</c>.</param>
internal sealed record ModelPort(string Name, string ElementType, IReadOnlyList<string> Shape, string Meaning);
