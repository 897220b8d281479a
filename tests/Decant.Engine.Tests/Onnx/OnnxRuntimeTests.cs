using System.Runtime.CompilerServices;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Engine.Onnx.Translations;
using Decant.Engine.Operators;
using Decant.Tests.Shared;

namespace Decant.Engine.Tests.Onnx;

/// <summary>What Decant writes, judged by ONNX Runtime.</summary>
public class OnnxRuntimeTests
{
    private static readonly int[] Opsets = [14, 17, 18, 21, 23];

    private static readonly Lazy<Dictionary<(string Name, int Opset), OnnxRuntimeOracle.Answer>> Answers = new(AskAboutAllSamples);

    public static TheoryData<string> Samples => OperatorSamples.Names;

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_operator_is_accepted_at_every_opset_and_gives_the_shape_that_was_inferred(string sample)
    {
        OnnxRuntimeOracle.SkipIfMissing();
        var declared = OperatorSamples.Make(sample)["y"];
        foreach (var opset in Opsets.Where(opset => opset >= OperatorSamples.OldestOpset(sample)))
        {
            var answer = Answers.Value[(sample, opset)];
            Assert.True(answer.Error is null, $"opset {opset}: {answer.Error}");
            var y = answer.Outputs["y"];
            Assert.Equal(declared.Type, y.Type);
            Assert.Equal(declared.Shape.Select(size => size.Resolve(new Dictionary<string, int> { ["N"] = 3 })), y.Dimensions.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_operator_gives_the_same_numbers_here_and_there(string sample)
    {
        OnnxRuntimeOracle.SkipIfMissing();
        var graph = OperatorSamples.Make(sample);
        var theirs = Answers.Value[(sample, 18)].Outputs["y"];
        foreach (var kernels in AvailableKernels.Names)
        {
            TensorAssert.Close(theirs, GraphRun.Of(graph, OperatorSamples.InputsOf(graph), kernels)["y"]);
        }
    }

    [Fact]
    public void Every_operator_of_the_standard_is_written()
    {
        var ours = typeof(Operator).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(Operator)) && !type.IsAbstract);
        Assert.Empty(
            ours.Where(type => ((Operator)RuntimeHelpers.GetUninitializedObject(type)).Domain.Length == 0 && !TranslationTable.Writes(type))
                .Select(type => type.Name)
        );
    }

    [Fact]
    public void Every_operator_that_is_written_has_a_sample()
    {
        var sampled = OperatorSamples
            .All.Keys.SelectMany(name => OperatorSamples.Make(name).Nodes)
            .Select(node => node.Operator.GetType())
            .ToHashSet();
        var written = typeof(Operator)
            .Assembly.GetTypes()
            .Where(type => type.IsAssignableTo(typeof(Operator)) && !type.IsAbstract && TranslationTable.Writes(type));

        Assert.Empty(written.Except(sampled).Select(type => type.Name));
    }

    [Fact]
    public void A_linear_layer_is_x_times_the_transposed_weight_plus_bias()
    {
        var y = Run(
            graph =>
                graph
                    .AddInput("x", ElementType.Float32, new Shape("N", 2))
                    .Linear(
                        graph.AddParameter("weight", Tensor.From<float>([1, 2, 3, 4, 5, 6], 3, 2)),
                        graph.AddParameter("bias", Tensor.From<float>([10, 20, 30]))
                    ),
            Tensor.From<float>([1, -1, 2, 0.5f], 2, 2)
        );

        Assert.Equal([1 - 2 + 10, 3 - 4 + 20, 5 - 6 + 30, 2 + 1 + 10, 6 + 2 + 20, 10 + 3 + 30], y);
    }

    [Fact]
    public void A_convolution_keeps_its_stride_and_uneven_padding()
    {
        // 1×1×2×3 image, 1×2 kernel (1, 10), one column of padding on the left, stride 2.
        var y = Run(
            graph =>
                graph
                    .AddInput("x", ElementType.Float32, new Shape("N", 1, 2, 3))
                    .Conv(
                        graph.AddParameter("weight", Tensor.From<float>([1, 10], 1, 1, 1, 2)),
                        null,
                        new Window(StrideWidth: 2, PadLeft: 1)
                    ),
            Tensor.From<float>([1, 2, 3, 4, 5, 6], 1, 1, 2, 3)
        );

        Assert.Equal([10, 2 + 30, 40, 5 + 60], y);
    }

    [Fact]
    public void Backward_slices_padding_and_negative_axes_mean_the_same_there()
    {
        var y = Run(
            graph =>
                graph
                    .Add(new Slice([-1], [long.MinValue], [-1], [-2]), graph.AddInput("x", ElementType.Float32, new Shape(1, 5)))
                    .Pad([0, 1], [0, 2], 9),
            Tensor.From<float>([1, 2, 3, 4, 5], 1, 5)
        );

        Assert.Equal([9, 5, 3, 1, 9, 9], y);
    }

    [Fact]
    public void Batch_normalisation_keeps_epsilon_and_the_order_of_its_statistics()
    {
        var y = Run(
            graph =>
                graph
                    .AddInput("x", ElementType.Float32, new Shape("N", 1, 1, 1))
                    .BatchNormalization(
                        graph.AddParameter("scale", Tensor.From<float>([2])),
                        graph.AddParameter("bias", Tensor.From<float>([3])),
                        graph.AddInitializer("mean", Tensor.From<float>([5])),
                        graph.AddInitializer("variance", Tensor.From<float>([3])),
                        1
                    ),
            Tensor.From<float>([9, 5], 2, 1, 1, 1)
        );

        Assert.Equal([((9 - 5) / 2 * 2) + 3, 3], y);
    }

    private static float[] Run(Func<Graph, Value> build, Tensor x)
    {
        var graph = new Graph();
        graph.AddOutput(build(graph), "y");
        return OnnxRuntimeOracle.Run(Written(graph), new Dictionary<string, Tensor> { ["x"] = x })["y"].Span<float>().ToArray();
    }

    private static Dictionary<(string, int), OnnxRuntimeOracle.Answer> AskAboutAllSamples()
    {
        var asked = OperatorSamples
            .All.Keys.SelectMany(name => Opsets.Where(opset => opset >= OperatorSamples.OldestOpset(name)), (name, opset) => (name, opset))
            .ToList();
        var answers = OnnxRuntimeOracle.RunAll([
            .. asked.Select(pair =>
            {
                var graph = OperatorSamples.Make(pair.name);
                return new OnnxRuntimeOracle.Question(Written(graph, pair.opset), OperatorSamples.InputsOf(graph));
            }),
        ]);
        return asked.Zip(answers).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    private static byte[] Written(Graph graph, int opset = OnnxFile.DefaultOpset)
    {
        using var stream = new MemoryStream();
        OnnxFile.Write(graph, stream, opset);
        return stream.ToArray();
    }
}
