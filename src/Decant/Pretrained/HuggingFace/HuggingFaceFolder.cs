using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Passes;
using Decant.Engine.Weights;

namespace Decant.Pretrained.HuggingFace;

/// <summary>
/// A folder as Hugging Face's library saves a model: <c>config.json</c>, weights as safetensors, files of the tokenizer. Layouts BERT (and
/// MiniLM), DistilBERT and RoBERTa, with a classifier or without.
/// </summary>
/// <param name="Graph">
/// Inputs <c>input_ids</c>, <c>attention_mask</c> and, of BERT, <c>token_type_ids</c>, Int64 [N, T]; outputs <c>last_hidden_state</c> [N,
/// T, D], and with a classifier <c>logits</c>, else with a pooler <c>pooler_output</c>.
/// </param>
/// <param name="Tokenizer">The file of its tokenizer; null where the folder has none.</param>
/// <param name="Configuration">What it says of itself.</param>
/// <param name="Notes">What is to be said about it, in sentences.</param>
internal sealed record HuggingFaceFolder(Graph Graph, string? Tokenizer, EncoderConfiguration Configuration, IReadOnlyList<string> Notes)
{
    private static readonly string[] s_weights = ["model.safetensors", "model.safetensors.index.json"];

    // The first that is there; the others are older forms of the same.
    private static readonly string[] s_tokenizers =
    [
        "tokenizer.json",
        "vocab.txt",
        "vocab.json",
        "sentencepiece.bpe.model",
        "spiece.model",
    ];

    /// <summary>Reads a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="DecantException">A file is missing or damaged, the layout is another, or the weights are not those that config.json
    /// tells of; all of them are named.</exception>
    public static HuggingFaceFolder Read(string folder)
    {
        var configuration = EncoderConfiguration.Read(Path.Combine(folder, "config.json"));
        var path = WeightsIn(folder);
        using var file = WeightFile.Open(path);
        var weights = new EncoderWeights(file, configuration.Layout);
        var graph = new Graph(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))));
        var encoder = new EncoderGraph(configuration, weights, graph);
        EncoderHead.AddOutputs(encoder.Build(), configuration, weights, encoder);
        var ignored = weights.Require(path);
        List<string> notes = [];
        if (ignored.Count > 0)
        {
            notes.Add($"its head of pretraining is left out: {string.Join(", ", ignored)}.");
        }

        return new HuggingFaceFolder(DeadCode.Remove(graph), TokenizerIn(folder), configuration, notes);
    }

    /// <summary>The files that decide what a folder's network knows.</summary>
    /// <exception cref="DecantException">There are no weights.</exception>
    public static IReadOnlyList<string> Files(string folder)
    {
        var path = WeightsIn(folder);
        string[] parts = path.EndsWith(".json", StringComparison.Ordinal) ? Directory.GetFiles(folder, "*.safetensors") : [];
        return [Path.Combine(folder, "config.json"), path, .. parts.Order(StringComparer.Ordinal)];
    }

    /// <summary>The file of a tokenizer in a folder; null where it has none.</summary>
    public static string? TokenizerIn(string folder) => s_tokenizers.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    private static string WeightsIn(string folder) =>
        s_weights.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
        ?? throw new DecantException(
            $"expected {string.Join(" or ", s_weights)} in {folder}, there is neither"
                + (
                    File.Exists(Path.Combine(folder, "pytorch_model.bin"))
                        ? ", but pytorch_model.bin. Save the model again with safe_serialization=True."
                        : ". Name the folder of a model as Hugging Face's library saves it."
                )
        );
}
