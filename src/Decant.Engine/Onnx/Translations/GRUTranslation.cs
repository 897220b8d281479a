using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>GRU.</summary>
internal sealed class GRUTranslation() : RecurrenceTranslation<GRU>("GRU", 1, 6)
{
    /// <inheritdoc/>
    protected override GRU Make(
        NodeReader node,
        int hidden,
        RecurrentDirection direction,
        IReadOnlyList<RecurrentActivation>? activations,
        double clip
    ) => new(hidden, direction, activations, clip, node.Flag("linear_before_reset"));

    /// <inheritdoc/>
    protected override void WriteMore(GRU layer, NodeWriter node) => node.Int("linear_before_reset", layer.ResetAfter ? 1 : 0, 0);
}
