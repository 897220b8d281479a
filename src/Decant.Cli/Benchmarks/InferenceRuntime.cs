namespace Decant.Cli.Benchmarks;

/// <summary>A program that runs networks.</summary>
internal enum InferenceRuntime
{
    /// <summary>Decant's own engine.</summary>
    Decant,

    /// <summary>ONNX Runtime.</summary>
    OnnxRuntime,
}
