using Decant.Engine.Graphs;
using Decant.Engine.Onnx.Format;
using Decant.Tests.Shared;
using Google.Protobuf;
using static Decant.Engine.Tests.Onnx.HandMade;
using static Decant.Engine.Tests.Onnx.RuntimeOperators.RuntimeParts;

namespace Decant.Engine.Tests.Onnx.RuntimeOperators;

/// <summary>
/// The operators that ONNX Runtime's tools write (com.microsoft), judged by ONNX Runtime itself: as they are in the file, and as we write
/// them again.
/// </summary>
public class RuntimeOperatorTests
{
    internal static readonly Dictionary<string, ModelProto> Models = new([
        .. QuantisedOperators.Models,
        .. FusedOperators.Models,
        .. RuntimeAttention.Models,
    ]);

    private static readonly Lazy<Dictionary<string, (OnnxRuntimeOracle.Answer Theirs, OnnxRuntimeOracle.Answer Again)>> Answers = new(() =>
    {
        var answers = OnnxRuntimeOracle.RunAll([
            .. Models.Values.SelectMany(model =>
            {
                var graph = Read(model);
                var inputs = OperatorSamples.InputsOf(graph);
                return new[] { new OnnxRuntimeOracle.Question(model.ToByteArray(), inputs), new(Write(graph), inputs) };
            }),
        ]);
        return Models
            .Keys.Select((name, i) => (name, i))
            .ToDictionary(pair => pair.name, pair => (answers[2 * pair.i], answers[(2 * pair.i) + 1]));
    });

    public static TheoryData<string> Names => [.. Models.Keys];

    private const string SignedProduct = "DynamicQuantizeMatMul of signed numbers";

    // Products of unsigned and signed bytes. On a processor without VNNI, ONNX Runtime adds them in pairs that saturate at 16 bits: what it
    // answers there is not the operator's sum, and judges no one.
    private static readonly string[] s_ofSignedBytes = [SignedProduct, "QAttention"];

    private static readonly Lazy<bool> Saturates = new(() =>
        Answers
            .Value[SignedProduct]
            .Theirs.Outputs["y"]
            .Span<float>()
            .ToArray()
            .Zip(SignedSums())
            .Any(pair => Math.Abs(pair.First - pair.Second) > 1e-3)
    );

    [Theory]
    [MemberData(nameof(Names))]
    public void The_formula_gives_the_numbers_of_ONNX_Runtime_here_and_when_it_is_written(string name)
    {
        OnnxRuntimeOracle.SkipIfMissing();
        var (theirs, again) = Answers.Value[name];
        Assert.True(theirs.Error is null, theirs.Error);
        Assert.True(again.Error is null, again.Error);
        Assert.SkipWhen(
            s_ofSignedBytes.Contains(name) && Saturates.Value,
            "ONNX Runtime saturates sums of signed bytes on this processor, which has no VNNI"
        );
        var graph = Read(Models[name]);
        var isQuantised = Models[name].Graph.Node[^1].OpType == "DequantizeLinear" && Models[name].Graph.Node[^1].Input[1] == "sy";
        foreach (var kernels in AvailableKernels.Names)
        {
            foreach (var (output, numbers) in GraphRun.Of(graph, OperatorSamples.InputsOf(graph), kernels))
            {
                foreach (var found in new[] { numbers, again.Outputs[output] })
                {
                    TensorAssert.Close(theirs.Outputs[output], found, 1e-4, isQuantised ? 1.01 * Step : 1e-5);
                    Assert.True(
                        !isQuantised || Others(theirs.Outputs[output], found) * 20 <= found.Count,
                        $"{Others(theirs.Outputs[output], found)} of {found.Count} numbers are a step off."
                    );
                }
            }
        }
    }

    // Whatever ONNX Runtime does on this processor.
    [Fact]
    public void Signed_bytes_are_summed_exactly()
    {
        var graph = Read(Models[SignedProduct]);
        foreach (var kernels in AvailableKernels.Names)
        {
            var found = GraphRun.Of(graph, OperatorSamples.InputsOf(graph), kernels)["y"].Span<float>().ToArray();
            Assert.All(found.Zip(SignedSums()), pair => Assert.Equal(pair.Second, pair.First, 1e-4));
        }
    }

    [Fact]
    public void A_file_without_an_opset_of_the_standard_is_read_where_it_needs_none()
    {
        var model = Models["Gelu"].Clone();
        model.OpsetImport.RemoveAt(0);
        Assert.Equal(new Shape(2, 3), Read(model).Outputs[0].Shape);
    }

    [Fact]
    public void An_operator_of_classical_machine_learning_is_sent_to_ONNX_Runtime()
    {
        var model = Runtime([
            Input("x", 2, 3),
            new NodeProto
            {
                Name = "trees",
                OpType = "TreeEnsembleRegressor",
                Domain = "ai.onnx.ml",
                Input = { "x" },
                Output = { "y" },
            },
        ]);
        Assert.Contains(
            "node 'trees': TreeEnsembleRegressor is an operator of classical machine learning",
            Refusal(model),
            StringComparison.Ordinal
        );
        Assert.Contains("write 'runtime: onnxruntime'", Refusal(model), StringComparison.Ordinal);
    }

    [Fact]
    public void Nonsense_is_refused()
    {
        Refused("[B, T, heads·D] of 3 heads", Attention("x w b", Int("num_heads", 3)), ("num_heads", 3));
        Refused("do not add up to the 24 columns", Attention("x w b", Ints("qkv_hidden_sizes", 8, 8, 9)));
        Refused("the mask must be", Attention("x w b mask", [Held("mask", Tensor.From<int>([1, 2, 3, 4, 5, 6, 7, 8], 8))]));
        Refused("turned positions", Attention("x w b", Int("do_rotary", 1)));
        Refused("expected 2, 4 or 8 bits", Models["MatMulNBits"], ("bits", 3));
        Refused("'K' must be above 0", Models["MatMulNBits"], ("K", -20));
        Refused("'N' must be above 0", Models["MatMulNBits"], ("N", long.MaxValue));
        Refused("node of y", Models["MatMulNBits"], ("block_size", 1 << 20));
        Refused(
            "the activation 'Swing' is not known here; known: Relu",
            Runtime([Input("x", 1, 2, 5, 6), Input("w", 4, 2, 3, 3), Own("FusedConv", "x w", "y", Text("activation", "Swing"))])
        );
        Refused(
            "the scale of its result (input 3) is missing",
            Runtime([.. Quantising("a", 2, 3), Own("QLinearSigmoid", "qa sa za", "y")])
        );
        Refused(
            "expected numbers, scale and zero point for each part",
            Runtime([.. Quantising("a", 2, 3), .. Result, Own("QLinearConcat", "sy zy qa sa za qa", "y", Int("axis", 0))])
        );
        Refused(
            "channels after the samples",
            QuantisedImage(Own("QLinearAveragePool", "qa sa za sy zy", "qy", Ints("kernel_shape", 2, 2), Int("channels_last", 1)))
        );
        Refused(
            "rotary_embedding_dim must be even",
            Turned([Held("at", Tensor.From<long>([0, 1, 2, 5, 3, 4], 2, 3))], Input("x", 2, 2, 3, 8), Int("rotary_embedding_dim", 7))
        );
        Refused(
            "segments and their table only together",
            Runtime([.. Embedding, Own("EmbedLayerNormalization", "ids kinds tokens places - g h", "y")])
        );
        Refused("expected keys (input 1)", Runtime([Input("q", 2, 3, 8), Own("MultiHeadAttention", "q", "y", Int("num_heads", 2))]));
    }

    private static void Refused(string why, ModelProto model, (string Name, long Number)? lie = null)
    {
        var damaged = model.Clone();
        if (lie is { } told)
        {
            foreach (var attribute in damaged.Graph.Node.SelectMany(node => node.Attribute).Where(attribute => attribute.Name == told.Name))
            {
                attribute.I = told.Number;
            }
        }

        Assert.Contains(why, Refusal(damaged), StringComparison.Ordinal);
    }

    private static int Others(Tensor theirs, Tensor ours) =>
        theirs.Span<float>().ToArray().Zip(ours.Span<float>().ToArray()).Count(pair => Math.Abs(pair.First - pair.Second) > 1e-5);

    // DynamicQuantizeLinear: s = (max(0, max) − min(0, min))/255, z = round(−min/s), q = round(x/s) + z; then Σ (q − z)·w·s·s_w.
    private static double[] SignedSums()
    {
        const int rows = 5;
        const int inner = 4;
        const int columns = 3;
        var model = Models[SignedProduct];
        var a = OperatorSamples.InputsOf(Read(model))["a"].Span<float>().ToArray();
        var w = model.Graph.Initializer.Single(data => data.Name == "w").RawData.ToByteArray().Select(one => (sbyte)one).ToArray();
        double[] scales = [0.01, 0.02, 0.005];
        var (low, high) = (Math.Min(0, a.Min()), Math.Max(0, a.Max()));
        var step = (high - low) / 255;
        var zero = Math.Round(-low / step);
        return
        [
            .. from row in Enumerable.Range(0, rows)
            from column in Enumerable.Range(0, columns)
            select Enumerable
                .Range(0, inner)
                .Sum(k => Math.Clamp(Math.Round(a[(row * inner) + k] / step), -zero, 255 - zero) * w[(k * columns) + column])
                * step
                * scales[column],
        ];
    }
}
