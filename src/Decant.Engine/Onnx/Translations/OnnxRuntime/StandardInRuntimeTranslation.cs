namespace Decant.Engine.Onnx.Translations.OnnxRuntime;

/// <summary>
/// An operator of the standard under ONNX Runtime's domain, where it was before the standard had it or for more element types.
/// </summary>
/// <param name="standard">The standard's operator.</param>
internal sealed class StandardInRuntimeTranslation(Translation standard)
    : RuntimeTranslation(standard.Name, 0, int.MaxValue, [.. standard.Constants])
{
    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        standard.CheckInputs(node);
        standard.Read(node);
    }
}
