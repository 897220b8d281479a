using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Randomness;

namespace Decant.Tests.Adoption.Texts;

/// <summary>
/// A small encoder as a file from elsewhere has it: two layers with one and the same weights (Lan et al. 2020, arXiv:1909.11942), one head
/// of attention, the mask added to its scores.
/// </summary>
internal static class TextEncoder
{
    public const int Width = 6;
    public const int Words = 21;

    /// <summary>Ids, mask and types [batch, sequence] -> <c>last_hidden_state</c> [batch, sequence, D].</summary>
    /// <param name="names">What the file calls ids, mask and types, in the order of its inputs; null for an input that it lacks.</param>
    /// <param name="order">Places in <paramref name="names"/> in the order of the inputs.</param>
    /// <param name="type">What an id is.</param>
    public static Graph Build(string?[]? names = null, int[]? order = null, ElementType type = ElementType.Int64)
    {
        names ??= ["input_ids", "attention_mask", "token_type_ids"];
        var graph = new Graph("small-encoder");
        var inputs = new Value?[3];
        foreach (var place in order ?? [0, 1, 2])
        {
            inputs[place] = names[place] is { } name ? graph.AddInput(name, type, new Shape("batch", "sequence")) : null;
        }

        var ids = inputs[0]!.Cast(ElementType.Int64);
        var x = Weight(graph, "words", Words, Width).Gather(ids);
        if (inputs[2] is { } types)
        {
            x += Weight(graph, "types", 2, Width).Gather(types.Cast(ElementType.Int64));
        }

        for (var layer = 0; layer < 2; layer++)
        {
            x = Layer(x, inputs[1]);
        }

        graph.AddOutput(x, "last_hidden_state");
        return graph;
    }

    private static Value Layer(Value x, Value? mask)
    {
        var scores = Dense(x, "query").MatMul(Dense(x, "key").Transpose(0, 2, 1)) / Math.Sqrt(Width);
        if (mask is not null)
        {
            scores += (1 - mask.Cast(ElementType.Float32)).Unsqueeze(1) * -10000;
        }

        var seen = x + scores.Softmax().MatMul(Dense(x, "value"));
        return seen + Dense(seen, "feed").Tanh();
    }

    private static Value Dense(Value x, string name) =>
        x.MatMul(Weight(x.Graph, $"{name}.weight", Width, Width)) + Weight(x.Graph, $"{name}.bias", Width);

    private static Value Weight(Graph graph, string name, params int[] sizes)
    {
        if (graph.Find(name) is { } known)
        {
            return known;
        }

        var (data, stream) = (new Tensor(ElementType.Float32, sizes), new RandomStream(3, name));
        foreach (ref var number in data.Span<float>())
        {
            number = (float)(0.4 * stream.NextNormal());
        }

        return graph.AddInitializer(name, data);
    }
}
