namespace Decant.Engine.Onnx.Translations.OnnxRuntime;

/// <summary>An operator that ONNX Runtime's tools write into files; it becomes others here, and so is never written.</summary>
/// <param name="name">Its name.</param>
/// <param name="required">How many of its first inputs must be there.</param>
/// <param name="most">How many inputs it has at most.</param>
/// <param name="constants">Places of the inputs whose numbers must be known when the graph is made.</param>
internal abstract class RuntimeTranslation(string name, int required, int most, params int[] constants)
    : ReadOnlyTranslation(name, required, most, constants)
{
    /// <summary>The domain of ONNX Runtime's own operators.</summary>
    public const string RuntimeDomain = "com.microsoft";

    /// <inheritdoc/>
    public sealed override string Domain => RuntimeDomain;
}
