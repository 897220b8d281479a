using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>LSTM, GRU and RNN. What has the batch first (layout 1) is transposed before and after.</summary>
/// <typeparam name="TOperator">The layer.</typeparam>
/// <param name="name">ONNX's name.</param>
/// <param name="states">Outputs in addition to the sequence.</param>
/// <param name="most">How many inputs it has at most.</param>
internal abstract class RecurrenceTranslation<TOperator>(string name, int states, int most) : Translation<TOperator>(name, 3, most)
    where TOperator : Recurrence
{
    private static readonly string[] s_directions = ["forward", "reverse", "bidirectional"];

    /// <inheritdoc/>
    public sealed override void Read(NodeReader node)
    {
        var direction = Array.IndexOf(s_directions, node.Text("direction", "forward"));
        if (direction < 0)
        {
            throw new DecantException($"direction must be {string.Join(", ", s_directions)}.");
        }

        node.Flag("output_sequence"); // until opset 6: whether there is a first output, which its name says
        var hidden = node.Int("hidden_size", node[2].Shape[^1].Size);
        var layer = Make(node, checked((int)hidden), (RecurrentDirection)direction, RecurrentFunctions.Read(node), node.Float("clip", 0));
        Value?[] inputs = [.. Enumerable.Range(0, node.InputCount).Select(node.Optional)];
        if (!node.Flag("layout"))
        {
            node.Add(layer, inputs);
            return;
        }

        // x [N, T, I] and states [N, D, H].
        foreach (var input in new[] { 0, 5, 6 }.Where(node.Has))
        {
            inputs[input] = inputs[input]!.Transpose(1, 0, 2);
        }

        var results = node.Graph.AddNode(layer, inputs).Outputs;
        node.Give(results[0].Transpose(2, 0, 1, 3));
        for (var state = 1; state <= states; state++)
        {
            node.Give(results[state].Transpose(1, 0, 2), state);
        }
    }

    /// <inheritdoc/>
    protected sealed override void Write(TOperator layer, NodeWriter node)
    {
        node.KeepOutputs(1 + states);
        node.Int("hidden_size", layer.HiddenSize, 0);
        node.Float("clip", layer.Clip, 0);
        if (layer.Direction != RecurrentDirection.Forward)
        {
            node.Text("direction", s_directions[(int)layer.Direction]);
        }

        RecurrentFunctions.Write(layer.Activations, node);
        WriteMore(layer, node);
    }

    /// <summary>The layer with what its node says.</summary>
    protected abstract TOperator Make(
        NodeReader node,
        int hidden,
        RecurrentDirection direction,
        IReadOnlyList<RecurrentActivation>? activations,
        double clip
    );

    /// <summary>Writes what only this layer has.</summary>
    protected virtual void WriteMore(TOperator layer, NodeWriter node) { }
}
