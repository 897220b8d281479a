using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Randomness;

namespace Decant.Tests.Students.Texts;

/// <summary>
/// An encoder as another library exports it: other names, matrices [in, out], biases first, kinds of texts, scores divided, places by a
/// table of numbers.
/// </summary>
internal static class ForeignEncoder
{
    public const int Places = 30,
        Width = 16,
        Heads = 2,
        Wide = 24;

    /// <summary>A value of N texts of T tokens: <c>last_hidden_state</c> [N, T, D].</summary>
    /// <param name="layers">Layers.</param>
    /// <param name="tokens">Its table [V, D]; null for random numbers.</param>
    public static Graph Build(int layers, Tensor? tokens = null)
    {
        var graph = new Graph("foreign");
        var shape = new Shape("N", "T");
        var (ids, mask, kinds) = (
            graph.AddInput("input_ids", ElementType.Int64, shape),
            graph.AddInput("attention_mask", ElementType.Int64, shape),
            graph.AddInput("token_type_ids", ElementType.Int64, shape)
        );
        var numbers = graph.AddInitializer(
            "position_ids",
            Tensor.From<long>([.. Enumerable.Range(0, Places).Select(place => (long)place)], Places)
        );
        var table = tokens is null ? Weight("word_embeddings", TextCases.Vocabulary, Width) : graph.AddParameter("word_embeddings", tokens);
        var places = graph.Add(new Slice([0], [long.MaxValue], [0], [1]) { Length = new Dimension("T") }, numbers).Unsqueeze(0);
        var x = Norm(
            table.Gather(ids)
                + Weight("token_type_embeddings", 2, Width).Gather(kinds)
                + Weight("position_embeddings", Places, Width).Gather(places),
            "embeddings.norm"
        );
        var hidden = (1 - mask.Unsqueeze(1, 2).Cast(ElementType.Float32)) * -3.4e38;
        for (var layer = 0; layer < layers; layer++)
        {
            var name = $"layer.{layer}";
            Value Cut(string part) => Dense(x, $"{name}.{part}", Width).Reshape(new Shape("N", "T", Heads, Width / Heads));
            var (k, v, q) = (Cut("k").Transpose(0, 2, 3, 1), Cut("v").Transpose(0, 2, 1, 3), Cut("q").Transpose(0, 2, 1, 3));
            var seen = ((q.MatMul(k) / Math.Sqrt(Width / Heads)) + hidden)
                .Softmax()
                .MatMul(v)
                .Transpose(0, 2, 1, 3)
                .Reshape(new Shape("N", "T", Width));
            x = Norm(Dense(seen, $"{name}.o", Width) + x, $"{name}.norm1");
            var wide = Dense(x, $"{name}.up", Wide);
            x = Norm(Dense(wide * ((wide / Math.Sqrt(2)).Erf() + 1) * 0.5, $"{name}.down", Width) + x, $"{name}.norm2");
        }

        graph.AddOutput(x, "last_hidden_state");
        return graph;

        Value Dense(Value from, string name, int to) =>
            Weight($"{name}.bias", to) + from.MatMul(Weight($"{name}.matrix", from.Shape[^1].Size, to));

        Value Norm(Value from, string name)
        {
            var centred = from - from.ReduceMean([-1], keepDimensions: true);
            var deviation = (centred.Pow(2).ReduceMean([-1], keepDimensions: true) + 1e-12).Sqrt();
            return (centred / deviation * Weight($"{name}.gamma", Width)) + Weight($"{name}.beta", Width);
        }

        Value Weight(string name, params int[] sizes) => graph.AddParameter(name, Random(name, sizes));
    }

    /// <summary>Numbers of deviation 0.4 that a name decides.</summary>
    public static Tensor Random(string name, params int[] sizes)
    {
        var (data, stream) = (new Tensor(ElementType.Float32, sizes), new RandomStream(11, name));
        foreach (ref var number in data.Span<float>())
        {
            number = (float)(0.4 * stream.NextNormal());
        }

        return data;
    }
}
