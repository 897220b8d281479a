using Decant.Engine.Graphs;
using Decant.Engine.Onnx.Format;
using Decant.Engine.Onnx.Translations;
using Decant.Tests.Shared;
using static Decant.Engine.Tests.Onnx.HandMade;

namespace Decant.Engine.Tests.Onnx;

public class RandomGraphTests
{
    private const int Count = 200;

    private const int Files = 200;

    // What has graphs inside; what asks for numbers that decide sizes; what later opsets do not have any more; what only opsets beyond ONNX
    // Runtime's have.
    // FormulaTests, OldOpsetTests, FirstOpsetTests, RuntimeOperatorTests and the standard's vectors judge them.
    private static readonly string[] s_untried =
    [
        "If",
        "Loop",
        "Scan",
        "NonMaxSuppression",
        "NonZero",
        "OptionalGetElement",
        "OptionalHasElement",
        "Scatter",
        "Unique",
        "Upsample",
        "Affine",
        "ConstantFill",
        "Crop",
        "ImageScaler",
        "ParametricSoftplus",
        "Scale",
        "ScaledTanh",
        "CausalConvWithState",
        "CumProd",
        "FlexAttention",
        "LinearAttention",
        "SwiGLU",
        "TensorScatter",
        "TfIdfVectorizer",
        "SimplifiedLayerNormalization",
    ];

    // The oldest that has every operator.
    private const int Opset = 18;

    [Fact]
    public void Every_graph_survives_writing_and_reading()
    {
        for (var seed = 0; seed < Count; seed++)
        {
            var graph = RandomGraphs.Make(seed);
            var bytes = Write(graph, Opset);
            var again = Read(bytes);

            Assert.Equal(GraphText.Of(graph), GraphText.Of(again));
            Assert.Equal(bytes, Write(again, Opset));
        }
    }

    [Fact]
    public void Every_operator_that_can_be_written_is_in_one_of_them()
    {
        var found = Enumerable
            .Range(0, Count)
            .SelectMany(seed => RandomGraphs.Make(seed).Nodes)
            .Select(node => node.Operator.GetType())
            .ToHashSet();

        Assert.Empty(
            typeof(Operator)
                .Assembly.GetTypes()
                .Where(type =>
                    type.IsAssignableTo(typeof(Operator)) && !type.IsAbstract && TranslationTable.Writes(type) && !found.Contains(type)
                )
                .Select(type => type.Name)
        );
    }

    [Fact]
    public void Every_graph_that_is_read_and_written_again_gives_the_same_numbers_here_and_in_ONNX_Runtime()
    {
        var graphs = Enumerable.Range(0, Count).Select(seed => Read(Write(RandomGraphs.Make(seed), Opset))).ToList();
        var answers = OnnxRuntimeOracle.RunAll([
            .. graphs.Select(graph => new OnnxRuntimeOracle.Question(Write(graph, Opset), OperatorSamples.InputsOf(graph))),
        ]);
        foreach (var (graph, answer) in graphs.Zip(answers))
        {
            Assert.True(answer.Error is null, $"{graph.Name}: {answer.Error}");
            foreach (var (name, ours) in GraphRun.Of(graph, OperatorSamples.InputsOf(graph), "managed"))
            {
                var difference = TensorAssert.Difference(answer.Outputs[name], ours, 1e-4, 1e-5);
                Assert.True(difference is null, $"{graph.Name}, {name}: {difference}\n{GraphText.Of(graph)}");
            }
        }
    }

    [Fact]
    public void Files_of_every_element_type_give_the_same_numbers_with_both_kernel_sets_and_in_ONNX_Runtime()
    {
        OnnxRuntimeOracle.SkipIfMissing();
        var judgement = RandomJudgement.Of(Enumerable.Range(0, Files), isAsked: true);

        Assert.True(judgement.Problems.Count == 0, string.Join('\n', judgement.Problems));
        Assert.InRange(judgement.Answered, Files / 2, Files);
    }

    [Fact]
    public void Every_operator_that_can_be_read_is_in_one_of_them()
    {
        var found = Enumerable
            .Range(0, 15 * Files)
            .SelectMany(seed => ModelProto.Parser.ParseFrom(RandomFiles.Make(seed).Model).Graph.Node)
            .Select(node => node.OpType)
            .ToHashSet();

        var missing = TranslationTable
            .Readable.Where(name => !name.Contains('.', StringComparison.Ordinal))
            .Except(found)
            .Except(s_untried)
            .ToList();
        Assert.True(missing.Count == 0, string.Join(", ", missing));
    }
}
