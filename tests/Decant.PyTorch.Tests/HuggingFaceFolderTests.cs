using Decant.Engine.Graphs;
using Decant.Pretrained.HuggingFace;
using Decant.PyTorch.Tests.Library;
using Decant.Tests.Pretrained;
using Decant.Tests.Shared;
using TorchSharp;

namespace Decant.PyTorch.Tests;

/// <summary>Networks that are read from folders answer as encoders that are written with PyTorch's functions.</summary>
[Trait("Category", "PyTorch")]
public sealed class HuggingFaceFolderTests
{
    private const int N = 3;
    private const int T = 7;

    private static readonly int[] s_lengths = [7, 3, 5];

    [Theory]
    [InlineData("bert", "Model")]
    [InlineData("bert", "ForSequenceClassification")]
    [InlineData("bert", "ForTokenClassification")]
    [InlineData("bert", "ForSequenceClassification", 3)]
    [InlineData("bert", "Model", 1, "gelu_new")]
    [InlineData("bert", "Model", 1, "relu")]
    [InlineData("distilbert", "Model")]
    [InlineData("distilbert", "ForSequenceClassification")]
    [InlineData("distilbert", "ForTokenClassification")]
    [InlineData("roberta", "Model")]
    [InlineData("roberta", "ForSequenceClassification")]
    [InlineData("roberta", "ForTokenClassification", 2)]
    public void A_folder_answers_as_PyTorch(string layout, string head, int files = 1, string curve = "gelu")
    {
        TorchLibrary.SkipIfMissing();
        using var scope = torch.NewDisposeScope();
        using var folder = new EncoderFolder(layout, head);
        folder.Configuration[layout == "distilbert" ? "activation" : "hidden_act"] = curve;
        folder.Write(files);
        var graph = HuggingFaceFolder.Read(folder.Path).Graph;
        var padding = layout == "roberta" ? 1 : 0;
        // Ids of tokens after that of padding; padding in its own.
        long[] ids = Numbers((n, t) => t < s_lengths[n] ? 2 + (((5 * n) + (3 * t)) % (EncoderFolder.Vocabulary - 2)) : padding),
            mask = Numbers((n, t) => t < s_lengths[n] ? 1 : 0),
            types = Numbers((n, t) => t < s_lengths[n] && t > 2 ? 1 : 0);
        var inputs = new Dictionary<string, Tensor>
        {
            ["input_ids"] = Tensor.From<long>(ids, N, T),
            ["attention_mask"] = Tensor.From<long>(mask, N, T),
            ["token_type_ids"] = Tensor.From<long>(types, N, T),
        };

        var encoder = new TorchEncoder(
            layout,
            EncoderFolder.Layers,
            EncoderFolder.Heads,
            EncoderFolder.Epsilon,
            folder.Tensors.ToDictionary(
                entry => entry.Key,
                entry =>
                    torch
                        .tensor(entry.Value.Span<float>().ToArray())
                        .reshape([.. entry.Value.Dimensions.ToArray().Select(size => (long)size)])
            )
        )
        {
            Curve = curve switch
            {
                "relu" => x => torch.nn.functional.relu(x),
                // The approximation by a tanh of the same paper.
                "gelu_new" => x => 0.5 * x * (1 + (Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x.pow(3)))).tanh()),
                _ => x => torch.nn.functional.gelu(x),
            },
        };
        var hidden = encoder.Hidden(Long(ids), Long(mask), Long(types));

        foreach (var kernels in new[] { "reference", "managed" })
        {
            var answers = GraphRun.Of(graph, inputs, kernels);
            Close(hidden, answers["last_hidden_state"]);
            if (head == "Model" && layout == "bert")
            {
                Close(encoder.Dense(hidden[torch.TensorIndex.Colon, 0], "pooler.dense").tanh(), answers["pooler_output"]);
            }
            else if (head != "Model")
            {
                Close(encoder.Logits(hidden, isPerToken: head == "ForTokenClassification"), answers["logits"]);
            }
        }

        static torch.Tensor Long(long[] numbers) => torch.tensor(numbers).reshape(N, T);
    }

    private static void Close(torch.Tensor expected, Tensor answer)
    {
        Assert.Equal(expected.shape.Select(size => (int)size), answer.Dimensions.ToArray());
        TensorAssert.Close(
            Tensor.From<double>(TorchNumbers.Of(expected), answer.Dimensions.ToArray()),
            answer.To(ElementType.Float64),
            1e-5,
            1e-5
        );
    }

    private static long[] Numbers(Func<int, int, long> number) => [.. Enumerable.Range(0, N * T).Select(i => number(i / T, i % T))];
}
