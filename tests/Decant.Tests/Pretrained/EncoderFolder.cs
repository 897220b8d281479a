using System.Text.Json;
using Decant.Engine.Graphs;
using Decant.Engine.Randomness;
using Decant.Engine.Weights.Safetensors;

namespace Decant.Tests.Pretrained;

/// <summary>
/// A small encoder as Hugging Face's library saves it: two layers of two heads, random weights under the library's names. D = 8, 12 between
/// the matrices of the feed-forward part, 19 tokens, 11 positions.
/// </summary>
/// <param name="layout"><c>bert</c>, <c>distilbert</c> or <c>roberta</c>.</param>
/// <param name="head">What the library's class is called after the layout, such as <c>ForSequenceClassification</c>.</param>
internal sealed class EncoderFolder(string layout, string head) : IDisposable
{
    public const int Width = 8;
    public const int Inner = 12;
    public const int Heads = 2;
    public const int Layers = 2;
    public const int Vocabulary = 19;
    public const int Positions = 11;
    public const int Classes = 3;
    public const double Epsilon = 1e-6;

    public string Path { get; } = Directory.CreateTempSubdirectory($"decant-{layout}-").FullName;

    public string Layout => layout;

    public string Head => head;

    /// <summary>The tensors by their names without the prefix.</summary>
    public Dictionary<string, Tensor> Tensors { get; } =
        Named(layout, head).ToDictionary(entry => entry.Name, entry => Random(entry.Name, entry.Sizes));

    /// <summary>What config.json says.</summary>
    public Dictionary<string, object> Configuration { get; } = Configured(layout, head);

    /// <summary>What is put before the names of the encoder's tensors: the library does so where a head is next to it.</summary>
    public string Prefix => head == "Model" ? "" : $"{layout}.";

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>Writes the files.</summary>
    /// <param name="parts">Files of weights; more than one with an index.</param>
    public EncoderFolder Write(int parts = 1)
    {
        File.WriteAllText(System.IO.Path.Combine(Path, "config.json"), JsonSerializer.Serialize(Configuration));
        (string Name, Tensor Data)[] tensors =
        [
            .. Tensors.Select(tensor => ((IsOfHead(tensor.Key) ? "" : Prefix) + tensor.Key, tensor.Value)),
        ];
        if (parts == 1)
        {
            WriteTensors("model.safetensors", tensors);
            return this;
        }

        var places = new Dictionary<string, string>();
        foreach (var (k, part) in tensors.Chunk((tensors.Length + parts - 1) / parts).Index())
        {
            var name = $"model-{k + 1:00000}-of-{parts:00000}.safetensors";
            WriteTensors(name, part);
            foreach (var tensor in part)
            {
                places[tensor.Name] = name;
            }
        }

        File.WriteAllText(
            System.IO.Path.Combine(Path, "model.safetensors.index.json"),
            JsonSerializer.Serialize(new Dictionary<string, object> { ["metadata"] = new { }, ["weight_map"] = places })
        );
        return this;
    }

    private static bool IsOfHead(string name) =>
        name.StartsWith("classifier", StringComparison.Ordinal)
        || name.StartsWith("pre_classifier", StringComparison.Ordinal)
        || name.StartsWith("cls.", StringComparison.Ordinal);

    private void WriteTensors(string name, IReadOnlyList<(string Name, Tensor Data)> tensors)
    {
        using var stream = File.Create(System.IO.Path.Combine(Path, name));
        SafetensorsWriter.Write(stream, tensors, new Dictionary<string, string> { ["format"] = "pt" });
    }

    private static Dictionary<string, object> Configured(string layout, string head)
    {
        var word = layout switch
        {
            "bert" => "Bert",
            "roberta" => "Roberta",
            _ => "DistilBert",
        };
        var all = new Dictionary<string, object>
        {
            ["model_type"] = layout,
            ["architectures"] = new[] { word + head },
            ["vocab_size"] = Vocabulary,
            ["max_position_embeddings"] = Positions,
            ["pad_token_id"] = layout == "roberta" ? 1 : 0,
            ["id2label"] = new Dictionary<string, string>
            {
                ["0"] = "no",
                ["1"] = "maybe",
                ["2"] = "yes",
            },
        };
        foreach (
            var (key, number) in layout == "distilbert"
                ? new[] { ("dim", Width), ("hidden_dim", Inner), ("n_heads", Heads), ("n_layers", Layers) }
                : [("hidden_size", Width), ("intermediate_size", Inner), ("num_attention_heads", Heads), ("num_hidden_layers", Layers)]
        )
        {
            all[key] = number;
        }

        if (layout != "distilbert")
        {
            all["layer_norm_eps"] = Epsilon;
            all["type_vocab_size"] = layout == "bert" ? 2 : 1;
        }

        return all;
    }

    private static IEnumerable<(string Name, int[] Sizes)> Named(string layout, string head)
    {
        yield return ("embeddings.word_embeddings.weight", [Vocabulary, Width]);
        yield return ("embeddings.position_embeddings.weight", [Positions, Width]);
        if (layout != "distilbert")
        {
            yield return ("embeddings.token_type_embeddings.weight", [layout == "bert" ? 2 : 1, Width]);
        }

        IEnumerable<(string, int[])> all = [.. Norm("embeddings.LayerNorm")];
        for (var i = 0; i < Layers; i++)
        {
            all = all.Concat(
                layout == "distilbert"
                    ?
                    [
                        .. new[] { "q_lin", "k_lin", "v_lin", "out_lin" }.SelectMany(part =>
                            Dense($"transformer.layer.{i}.attention.{part}", Width, Width)
                        ),
                        .. Norm($"transformer.layer.{i}.sa_layer_norm"),
                        .. Dense($"transformer.layer.{i}.ffn.lin1", Width, Inner),
                        .. Dense($"transformer.layer.{i}.ffn.lin2", Inner, Width),
                        .. Norm($"transformer.layer.{i}.output_layer_norm"),
                    ]
                    :
                    [
                        .. new[] { "self.query", "self.key", "self.value", "output.dense" }.SelectMany(part =>
                            Dense($"encoder.layer.{i}.attention.{part}", Width, Width)
                        ),
                        .. Norm($"encoder.layer.{i}.attention.output.LayerNorm"),
                        .. Dense($"encoder.layer.{i}.intermediate.dense", Width, Inner),
                        .. Dense($"encoder.layer.{i}.output.dense", Inner, Width),
                        .. Norm($"encoder.layer.{i}.output.LayerNorm"),
                    ]
            );
        }

        all = (layout, head) switch
        {
            ("bert", "Model") => all.Concat(Dense("pooler.dense", Width, Width)),
            ("bert", "ForSequenceClassification") => all.Concat(Dense("pooler.dense", Width, Width))
                .Concat(Dense("classifier", Width, Classes)),
            ("bert", "ForPreTraining") => all.Concat(Dense("pooler.dense", Width, Width))
                .Concat(Dense("cls.predictions.transform.dense", Width, Width)),
            ("roberta", "ForSequenceClassification") => all.Concat(Dense("classifier.dense", Width, Width))
                .Concat(Dense("classifier.out_proj", Width, Classes)),
            ("distilbert", "ForSequenceClassification") => all.Concat(Dense("pre_classifier", Width, Width))
                .Concat(Dense("classifier", Width, Classes)),
            (_, "ForTokenClassification") => all.Concat(Dense("classifier", Width, Classes)),
            _ => all,
        };
        foreach (var tensor in all)
        {
            yield return tensor;
        }
    }

    private static IEnumerable<(string, int[])> Dense(string name, int from, int to) =>
        [($"{name}.weight", [to, from]), ($"{name}.bias", [to])];

    private static IEnumerable<(string, int[])> Norm(string name) => [($"{name}.weight", [Width]), ($"{name}.bias", [Width])];

    private static Tensor Random(string name, int[] sizes)
    {
        var (data, stream) = (new Tensor(ElementType.Float32, sizes), new RandomStream(8, name));
        foreach (ref var number in data.Span<float>())
        {
            number = (float)(0.5 * stream.NextNormal());
        }

        return data;
    }
}
