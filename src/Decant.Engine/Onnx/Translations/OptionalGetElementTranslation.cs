using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>OptionalGetElement of a tensor: the tensor.</summary>
internal sealed class OptionalGetElementTranslation() : ReadOnlyTranslation("OptionalGetElement", 1, 1)
{
    /// <inheritdoc/>
    public override void Read(NodeReader node) => node.Add(new Identity(), node[0]);
}
