using System.Globalization;
using System.Text.Json;
using Decant.Engine;

namespace Decant.Pretrained.HuggingFace;

/// <summary>What <c>config.json</c> says of an encoder.</summary>
internal sealed record EncoderConfiguration
{
    /// <summary>Names of its tensors.</summary>
    public required EncoderLayout Layout { get; init; }

    /// <summary>Numbers of a token, D.</summary>
    public required int Width { get; init; }

    /// <summary>Layers.</summary>
    public required int Layers { get; init; }

    /// <summary>Heads of attention; they divide the width.</summary>
    public required int Heads { get; init; }

    /// <summary>Numbers between the two matrices of the feed-forward part.</summary>
    public required int Inner { get; init; }

    /// <summary>Tokens of the vocabulary.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>Rows of the table of positions.</summary>
    public required int Positions { get; init; }

    /// <summary>Rows of the table of kinds of texts; 0 for none.</summary>
    public required int Types { get; init; }

    /// <summary>What is added to variances.</summary>
    public required double Epsilon { get; init; }

    /// <summary>The curve of the feed-forward part: gelu, gelu_new or relu.</summary>
    public required string Activation { get; init; }

    /// <summary>The id of padding.</summary>
    public required int Padding { get; init; }

    /// <summary>Names of its head's classes, in order; empty where the file names none.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>The class of the library that wrote it, such as <c>BertForSequenceClassification</c>; empty where it says none.</summary>
    public required string Class { get; init; }

    /// <summary>The most tokens of a text: RoBERTa's positions begin after that of padding.</summary>
    public int LongestText => Layout.CountsPositions ? Positions - Padding - 1 : Positions;

    private static readonly Dictionary<string, string> s_activations = new()
    {
        ["gelu"] = "gelu",
        ["gelu_new"] = "gelu_new",
        ["gelu_pytorch_tanh"] = "gelu_new",
        ["gelu_fast"] = "gelu_new",
        ["relu"] = "relu",
    };

    /// <summary>Reads the file.</summary>
    /// <param name="path"><c>config.json</c>.</param>
    /// <exception cref="DecantException">It is missing, no such file, of another kind of network, or numbers are missing or wrong: all are
    /// named.</exception>
    public static EncoderConfiguration Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Of(new Reading(path, document.RootElement))
                : throw new JsonException("expected an object");
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DecantException(
                $"expected {Path.GetFileName(path)} in {Path.GetDirectoryName(path)}, there is none. Name the folder of a model as Hugging "
                    + "Face's library saves it: config.json, model.safetensors, tokenizer.json.",
                problem
            );
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new DecantException($"Reading {path}: expected JSON: {problem.Message}", problem);
        }
    }

    private static EncoderConfiguration Of(Reading file)
    {
        var kind = file.Text("model_type") ?? "";
        if (!EncoderLayout.All.TryGetValue(kind, out var layout))
        {
            throw new DecantException(
                $"Reading {file.Path}: {NearestName.Explain("model_type", kind, EncoderLayout.All.Keys)}. Export the model as ONNX and name "
                    + "that file (onnx: …)."
            );
        }

        var isDistilled = layout == EncoderLayout.DistilBert;
        var configuration = new EncoderConfiguration
        {
            Layout = layout,
            Width = file.Size(isDistilled ? "dim" : "hidden_size"),
            Layers = file.Size(isDistilled ? "n_layers" : "num_hidden_layers"),
            Heads = file.Size(isDistilled ? "n_heads" : "num_attention_heads"),
            Inner = file.Size(isDistilled ? "hidden_dim" : "intermediate_size"),
            Vocabulary = file.Size("vocab_size"),
            Positions = file.Size("max_position_embeddings"),
            Types = layout.HasTypes ? file.Size("type_vocab_size") : 0,
            Epsilon = file.Number("layer_norm_eps", 1e-12),
            Activation = file.Word(isDistilled ? "activation" : "hidden_act", "gelu", s_activations),
            Padding = (int)file.Number("pad_token_id", layout.CountsPositions ? 1 : 0),
            Labels = file.Labels(),
            Class = file.First("architectures") ?? "",
        };
        if (configuration.Heads > 0 && configuration.Width % configuration.Heads != 0)
        {
            file.Report($"{configuration.Heads} heads do not divide a width of {configuration.Width}");
        }

        if (file.Text("position_embedding_type") is { } positions && positions != "absolute")
        {
            file.Report($"position_embedding_type: expected absolute, received {positions}");
        }

        if (configuration.Positions > 0 && configuration.LongestText < 1)
        {
            file.Report($"max_position_embeddings: {configuration.Positions} leave no place after padding's, {configuration.Padding}");
        }

        file.Require();
        return configuration;
    }

    private sealed class Reading(string path, JsonElement root)
    {
        private const int Largest = 10_000_000;
        private readonly List<string> _problems = [];

        public string Path { get; } = path;

        public void Report(string problem) => _problems.Add(problem);

        public void Require()
        {
            if (_problems.Count > 0)
            {
                throw new DecantException($"Reading {Path}: {string.Join("; ", _problems)}. Take the file that belongs to the weights.");
            }
        }

        public string? Text(string key) =>
            root.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

        public string? First(string key) =>
            root.TryGetProperty(key, out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0
                ? list[0].ToString()
                : null;

        public int Size(string key)
        {
            if (
                root.TryGetProperty(key, out var value)
                && value.ValueKind == JsonValueKind.Number
                && value.TryGetInt32(out var size)
                && size is > 0 and <= Largest
            )
            {
                return size;
            }

            Report($"{key}: expected a whole number from 1, received {(value.ValueKind == JsonValueKind.Undefined ? "nothing" : value)}");
            return 0;
        }

        public double Number(string key, double otherwise)
        {
            if (!root.TryGetProperty(key, out var value) || value.ValueKind == JsonValueKind.Null)
            {
                return otherwise;
            }

            if (value.ValueKind == JsonValueKind.Number && value.GetDouble() is >= 0 and < Largest and var number)
            {
                return number;
            }

            Report($"{key}: expected a number from 0, received {value}");
            return otherwise;
        }

        public string Word(string key, string otherwise, IReadOnlyDictionary<string, string> known)
        {
            var word = Text(key) ?? otherwise;
            if (known.TryGetValue(word, out var meaning))
            {
                return meaning;
            }

            Report(NearestName.Explain(key, word, known.Keys));
            return otherwise;
        }

        // {"0": "negative", "1": "positive"}; LABEL_0 is the library's word for a class that no one named.
        public IReadOnlyList<string> Labels()
        {
            if (!root.TryGetProperty("id2label", out var labels) || labels.ValueKind != JsonValueKind.Object)
            {
                return [];
            }

            var names = new SortedDictionary<int, string>();
            foreach (var label in labels.EnumerateObject())
            {
                if (!int.TryParse(label.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                {
                    Report($"id2label: expected numbers of classes, received '{label.Name}'");
                    return [];
                }

                names[id] = label.Value.ToString();
            }

            if (names.Count > 0 && (names.Keys.Last() != names.Count - 1 || names.Values.Distinct().Count() != names.Count))
            {
                Report($"id2label: expected a name of its own for each class from 0 to {names.Count - 1}");
            }

            return names.All(name => name.Value == string.Create(CultureInfo.InvariantCulture, $"LABEL_{name.Key}"))
                ? []
                : [.. names.Values];
        }
    }
}
