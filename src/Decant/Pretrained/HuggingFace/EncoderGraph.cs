using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Pretrained.HuggingFace;

/// <summary>
/// Builds an encoder (Vaswani et al. 2017, arXiv:1706.03762; Devlin et al. 2018, arXiv:1810.04805) of a configuration and its weights. N
/// texts of T tokens, D numbers a token. Inputs and outputs have the names that Hugging Face's exporters give them; parameters keep theirs.
/// </summary>
/// <param name="configuration">Sizes and names.</param>
/// <param name="weights">The numbers.</param>
/// <param name="graph">The graph that grows.</param>
internal sealed class EncoderGraph(EncoderConfiguration configuration, EncoderWeights weights, Graph graph)
{
    // The least float32, which hides a token: e to the power of it is 0, also after a score is added.
    private const double Hidden = -3.4028234663852886e38;

    private static readonly Dimension s_length = new("T");

    private readonly EncoderLayout _layout = configuration.Layout;

    /// <summary>Adds inputs and layers.</summary>
    /// <returns>A vector per token [N, T, D].</returns>
    public Value Build()
    {
        var ids = Input("input_ids");
        var mask = Input("attention_mask");
        var words = Table(EncoderLayout.Words, configuration.Vocabulary).Gather(ids);
        var places = Table("embeddings.position_embeddings.weight", configuration.Positions);
        var x = words + Placed(places, ids);
        if (configuration.Types > 0)
        {
            var types = Table("embeddings.token_type_embeddings.weight", configuration.Types);
            // Of one kind there is nothing to tell apart, and its tokenizers give no numbers of kinds.
            x += configuration.Types == 1 ? types : types.Gather(Input("token_type_ids"));
        }

        x = Norm(x, "embeddings.LayerNorm");
        var hidden = ((1 - mask.Cast(ElementType.Float32)) * Hidden).Unsqueeze(1, 2);
        for (var layer = 0; layer < configuration.Layers; layer++)
        {
            x = Layer(x, hidden, layer);
        }

        return x;
    }

    /// <summary>A fully connected layer with the numbers of a name.</summary>
    /// <param name="x">[.., from].</param>
    /// <param name="name">The layer's name in the file, without the prefix.</param>
    /// <param name="to">Width of the result.</param>
    public Value Dense(Value x, string name, int to)
    {
        var weight = graph.AddParameter($"{name}.weight", weights.Take($"{name}.weight", isTransposed: true, to, x.Shape[^1].Size));
        return x.MatMul(weight) + Vector($"{name}.bias", to);
    }

    private Value Layer(Value x, Value hidden, int layer)
    {
        var (d, inner) = (configuration.Width, configuration.Inner);
        x = Norm(x + Dense(Attention(x, hidden, layer), Part(_layout.Mixed), d), Part(_layout.MixedNorm));
        var up = Curve(Dense(x, Part(_layout.Up), inner));
        return graph.Rename(Norm(x + Dense(up, Part(_layout.Down), d), Part(_layout.OutputNorm)), Part("output"));

        string Part(string name) => _layout.Of(layer, name);
    }

    // softmax(q·kᵀ/√(D/H) + mask)·v in every head.
    private Value Attention(Value x, Value hidden, int layer)
    {
        var (d, heads) = (configuration.Width, configuration.Heads);
        var q = Heads(_layout.Query).Transpose(0, 2, 1, 3);
        var k = Heads(_layout.Key).Transpose(0, 2, 3, 1);
        var v = Heads(_layout.Value).Transpose(0, 2, 1, 3);
        var scores = (q.MatMul(k) / Math.Sqrt(d / heads)) + hidden;
        return scores.Softmax().MatMul(v).Transpose(0, 2, 1, 3).Reshape(new Shape("N", s_length, d));

        Value Heads(string part) => Dense(x, _layout.Of(layer, part), d).Reshape(new Shape("N", s_length, heads, d / heads));
    }

    // The first T rows; RoBERTa counts the tokens that are no padding, from the place after padding's own.
    private Value Placed(Value places, Value ids)
    {
        if (!_layout.CountsPositions)
        {
            return graph.Add(new Slice([0], [long.MaxValue], [0]) { Length = s_length }, places);
        }

        var padding = graph.AddInitializer("padding", Tensor.Scalar((long)configuration.Padding));
        var isToken = graph.Add(new Not(), ids.IsEqualTo(padding)).Cast(ElementType.Int64);
        return places.Gather((isToken.CumSum(1) * isToken) + padding);
    }

    private Value Curve(Value x) =>
        configuration.Activation switch
        {
            "relu" => x.Relu(),
            // Hendrycks, Gimpel 2016, arXiv:1606.08415
            "gelu_new" => 0.5 * x * (1 + (Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x))).Tanh()),
            _ => 0.5 * x * (1 + (x / Math.Sqrt(2)).Erf()),
        };

    private Value Norm(Value x, string name)
    {
        var d = configuration.Width;
        return x.LayerNormalization(Vector($"{name}.weight", d), Vector($"{name}.bias", d), configuration.Epsilon);
    }

    private Value Input(string name) => graph.AddInput(name, ElementType.Int64, new Shape("N", s_length));

    private Value Table(string name, int rows) =>
        graph.AddParameter(name, weights.Take(name, isTransposed: false, rows, configuration.Width));

    private Value Vector(string name, int size) => graph.AddParameter(name, weights.Take(name, isTransposed: false, size));
}
