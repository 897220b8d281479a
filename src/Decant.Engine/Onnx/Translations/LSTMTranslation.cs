using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>LSTM.</summary>
internal sealed class LSTMTranslation() : RecurrenceTranslation<LSTM>("LSTM", 2, 8)
{
    /// <inheritdoc/>
    protected override LSTM Make(
        NodeReader node,
        int hidden,
        RecurrentDirection direction,
        IReadOnlyList<RecurrentActivation>? activations,
        double clip
    ) => new(hidden, direction, activations, clip, node.Flag("input_forget"));

    /// <inheritdoc/>
    protected override void WriteMore(LSTM layer, NodeWriter node) => node.Int("input_forget", layer.Coupled ? 1 : 0, 0);
}
