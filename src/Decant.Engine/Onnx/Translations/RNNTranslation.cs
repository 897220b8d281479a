using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>RNN.</summary>
internal sealed class RNNTranslation() : RecurrenceTranslation<RNN>("RNN", 1, 6)
{
    /// <inheritdoc/>
    protected override RNN Make(
        NodeReader node,
        int hidden,
        RecurrentDirection direction,
        IReadOnlyList<RecurrentActivation>? activations,
        double clip
    ) => new(hidden, direction, activations, clip);
}
