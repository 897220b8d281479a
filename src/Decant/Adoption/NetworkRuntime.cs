namespace Decant.Adoption;

/// <summary>Who runs a network from a file.</summary>
public enum NetworkRuntime
{
    /// <summary>Decant itself, operator by operator: it can be trained, and values inside can be read.</summary>
    Decant,

    /// <summary>ONNX Runtime, as a whole: for files with operators that Decant lacks.</summary>
    Onnxruntime,
}
