namespace Decant.Engine.Onnx.Conformance;

/// <summary>How a case ended.</summary>
internal enum ConformanceOutcome
{
    /// <summary>Every output of every data set has the expected type, sizes and numbers.</summary>
    Passed,

    /// <summary>An output differs, or the model cannot be read although nothing in it is unknown.</summary>
    Failed,

    /// <summary>The model asks for an operator or an element type that Decant does not know.</summary>
    Unsupported,
}
