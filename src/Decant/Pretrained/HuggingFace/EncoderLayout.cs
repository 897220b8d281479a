namespace Decant.Pretrained.HuggingFace;

/// <summary>Names of an encoder's tensors in one of Hugging Face's layouts; <c>{i}</c> is a layer, from 0.</summary>
/// <param name="Name">Its <c>model_type</c>.</param>
/// <param name="Prefix">What the names begin with where a head is next to the encoder.</param>
/// <param name="Layer">A layer.</param>
/// <param name="Query">The queries' matrix and bias, within a layer.</param>
/// <param name="Key">The keys'.</param>
/// <param name="Value">The values'.</param>
/// <param name="Mixed">Those after the heads.</param>
/// <param name="MixedNorm">The normalisation after the attention.</param>
/// <param name="Up">The first matrix of the feed-forward part.</param>
/// <param name="Down">The second.</param>
/// <param name="OutputNorm">The normalisation at the end of the layer.</param>
/// <param name="HasTypes">Whether there is a table of kinds of texts.</param>
/// <param name="CountsPositions">Whether positions begin after that of padding, and padding has none.</param>
/// <param name="Ignored">What the names of heads of pretraining begin with; they are left out.</param>
internal sealed record EncoderLayout(
    string Name,
    string Prefix,
    string Layer,
    string Query,
    string Key,
    string Value,
    string Mixed,
    string MixedNorm,
    string Up,
    string Down,
    string OutputNorm,
    bool HasTypes,
    bool CountsPositions,
    IReadOnlyList<string> Ignored
)
{
    private const string WordEmbeddings = "embeddings.word_embeddings.weight";

    /// <summary>Devlin et al. 2018, arXiv:1810.04805; MiniLM's files have it too.</summary>
    public static EncoderLayout Bert { get; } =
        new(
            "bert",
            "bert.",
            "encoder.layer.{i}",
            "attention.self.query",
            "attention.self.key",
            "attention.self.value",
            "attention.output.dense",
            "attention.output.LayerNorm",
            "intermediate.dense",
            "output.dense",
            "output.LayerNorm",
            HasTypes: true,
            CountsPositions: false,
            ["cls."]
        );

    /// <summary>Liu et al. 2019, arXiv:1907.11692.</summary>
    public static EncoderLayout Roberta { get; } =
        Bert with
        {
            Name = "roberta",
            Prefix = "roberta.",
            CountsPositions = true,
            Ignored = ["lm_head."],
        };

    /// <summary>Sanh et al. 2019, arXiv:1910.01108.</summary>
    public static EncoderLayout DistilBert { get; } =
        new(
            "distilbert",
            "distilbert.",
            "transformer.layer.{i}",
            "attention.q_lin",
            "attention.k_lin",
            "attention.v_lin",
            "attention.out_lin",
            "sa_layer_norm",
            "ffn.lin1",
            "ffn.lin2",
            "output_layer_norm",
            HasTypes: false,
            CountsPositions: false,
            ["vocab_transform.", "vocab_layer_norm.", "vocab_projector."]
        );

    /// <summary>The layouts by <c>model_type</c>; XLM-RoBERTa's and CamemBERT's tensors are RoBERTa's.</summary>
    public static IReadOnlyDictionary<string, EncoderLayout> All { get; } =
        new SortedDictionary<string, EncoderLayout>(StringComparer.Ordinal)
        {
            ["bert"] = Bert,
            ["camembert"] = Roberta,
            ["distilbert"] = DistilBert,
            ["roberta"] = Roberta,
            ["xlm-roberta"] = Roberta,
        };

    /// <summary>The table of the tokens.</summary>
    public static string Words => WordEmbeddings;

    /// <summary>A name within a layer.</summary>
    public string Of(int layer, string part) =>
        $"{Layer.Replace("{i}", layer.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)}.{part}";
}
