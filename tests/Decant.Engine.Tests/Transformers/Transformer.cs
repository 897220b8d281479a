using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Randomness;

namespace Decant.Engine.Tests.Transformers;

/// <summary>
/// Transformers built from operators: an encoder that classifies sentences as BERT does (Devlin et al. 2018, arXiv 1810.04805), and a
/// decoder that says the next word as GPT-2 does (Radford et al. 2019). N sentences of T words, D features in H heads.
/// </summary>
internal static class Transformer
{
    public const int Words = 11;
    public const int Classes = 3;
    private const int T = 5;
    private const int D = 8;
    private const int H = 2;
    private const int Padding = 0;
    private const double Unseen = -3e38;

    /// <summary>Words [N, T], 0 where a sentence has ended, -> logits [N, C] from the first word's features.</summary>
    public static Graph Encoder()
    {
        var graph = new Graph("encoder");
        var words = graph.AddInput("words", ElementType.Int64, new Shape("N", T));
        var isWord = graph.Add(new Not(), words.IsEqualTo(graph.AddInitializer("padding", Tensor.Scalar((long)Padding)))).Unsqueeze(1, 2);
        var x = Norm(Weight(graph, "word", Words, D).Gather(words) + Weight(graph, "position", T, D), "embedding");
        for (var layer = 0; layer < 2; layer++)
        {
            x = Norm(x + Attention(x, isWord, $"layer{layer}.attention"), $"layer{layer}.norm1");
            x = Norm(x + Feed(x, $"layer{layer}.feed"), $"layer{layer}.norm2");
        }

        var pooled = Dense(x.Slice(1, 0, 1).Reshape(new Shape("N", D)), "pooler", D, D).Tanh();
        graph.AddOutput(Dense(pooled, "classifier", D, Classes), "logits");
        return graph;
    }

    /// <summary>
    /// Words [N, T] -> logits [N, T, words] of the next word, with the table of words as the last layer; no word sees a later one.
    /// </summary>
    public static Graph Decoder()
    {
        var graph = new Graph("decoder");
        var words = graph.AddInput("words", ElementType.Int64, new Shape("N", T));
        var isEarlier = new Tensor(ElementType.Bool, T, T);
        for (var i = 0; i < T * T; i++)
        {
            isEarlier.Bytes()[i] = (byte)(i % T <= i / T ? 1 : 0);
        }

        var mask = graph.AddInitializer("causal", isEarlier);
        var table = Weight(graph, "word", Words, D);
        var x = table.Gather(words) + Weight(graph, "position", T, D);
        for (var layer = 0; layer < 2; layer++)
        {
            x += Attention(Norm(x, $"layer{layer}.norm1"), mask, $"layer{layer}.attention");
            x += Feed(Norm(x, $"layer{layer}.norm2"), $"layer{layer}.feed");
        }

        graph.AddOutput(Norm(x, "norm").MatMul(table.Transpose(1, 0)), "logits");
        return graph;
    }

    // softmax(q·kᵀ/√(D/H) + mask)·v in every head.
    private static Value Attention(Value x, Value isSeen, string name)
    {
        var q = Heads("query").Transpose(0, 2, 1, 3);
        var k = Heads("key").Transpose(0, 2, 3, 1);
        var v = Heads("value").Transpose(0, 2, 1, 3);
        var scores = q.MatMul(k) / Math.Sqrt(D / H);
        var seen = isSeen.Where(scores, scores.Constant(Unseen)).Softmax().MatMul(v);
        return Dense(seen.Transpose(0, 2, 1, 3).Reshape(new Shape("N", T, D)), $"{name}.output", D, D);

        Value Heads(string part) => Dense(x, $"{name}.{part}", D, D).Reshape(new Shape("N", T, H, D / H));
    }

    private static Value Feed(Value x, string name)
    {
        var hidden = Dense(x, $"{name}.up", D, 2 * D);
        return Dense(0.5 * hidden * (1 + (hidden / Math.Sqrt(2)).Erf()), $"{name}.down", 2 * D, D);
    }

    private static Value Norm(Value x, string name)
    {
        var centred = x - x.ReduceMean([-1], keepDimensions: true);
        var deviation = ((centred * centred).ReduceMean([-1], keepDimensions: true) + 1e-5).Sqrt();
        return (centred / deviation * (1 + Weight(x.Graph, $"{name}.gain", D))) + Weight(x.Graph, $"{name}.bias", D);
    }

    private static Value Dense(Value x, string name, int from, int to) =>
        x.MatMul(Weight(x.Graph, $"{name}.weight", from, to)) + Weight(x.Graph, $"{name}.bias", to);

    private static Value Weight(Graph graph, string name, params int[] sizes)
    {
        var (data, stream) = (new Tensor(ElementType.Float32, sizes), new RandomStream(5, name));
        foreach (ref var number in data.Span<float>())
        {
            number = (float)(0.3 * stream.NextNormal());
        }

        return graph.AddParameter(name, data);
    }
}
