using Decant.Engine.Execution;
using Decant.Engine.Gradients;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Onnx;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Engine.Tests.Onnx;
using Decant.Tests.Shared;

namespace Decant.Engine.Tests.Transformers;

/// <summary>An encoder and a decoder are built, differentiated, trained and exported.</summary>
public sealed class TransformerTests : IDisposable
{
    // Three sentences, two of them shorter than the longest; what they are about; and the word that follows each word.
    private static readonly long[] s_words = [3, 7, 2, 9, 5, 4, 10, 6, 0, 0, 8, 1, 0, 0, 0];
    private static readonly long[] s_topics = [0, 2, 1];
    private static readonly long[] s_next = [7, 2, 9, 5, 1, 10, 6, 1, 1, 1, 1, 1, 1, 1, 1];
    private readonly WorkerPool _pool = new(1);

    public static TheoryData<string> Networks => ["encoder", "decoder"];

    [Theory]
    [InlineData("encoder", false)]
    [InlineData("encoder", true)]
    [InlineData("decoder", false)]
    [InlineData("decoder", true)]
    public void The_gradient_by_every_parameter_is_the_central_difference(string network, bool fused)
    {
        const double step = 1e-5;
        const int probes = 6;
        using var training = Trained(network, ElementType.Float64, "reference", fused);
        training.Run();
        var slopes = Parameters(training).ToDictionary(name => name, name => training[$"d {name}"].Span<double>().ToArray());
        foreach (var (name, slope) in slopes)
        {
            var numbers = training[name].Span<double>();
            for (var probe = 0; probe < Math.Min(probes, numbers.Length); probe++)
            {
                var i = (int)((long)probe * numbers.Length / Math.Min(probes, numbers.Length));
                var old = numbers[i];
                numbers[i] = old + step;
                var above = Loss(training);
                numbers[i] = old - step;
                var below = Loss(training);
                numbers[i] = old;
                Assert.True(
                    Math.Abs(((above - below) / (2 * step)) - slope[i]) < 1e-8,
                    $"{name}[{i}]: {(above - below) / (2 * step)} against {slope[i]}"
                );
            }
        }

        Assert.All(slopes.Where(pair => !pair.Key.EndsWith("key.bias", StringComparison.Ordinal)), pair =>
            Assert.Contains(pair.Value, number => Math.Abs(number) > 1e-6)
        );
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Fused_it_has_one_operator_for_every_part_and_answers_the_same(string network)
    {
        var graph = Build(network);
        var fused = PassLists.Forward.Run(graph);
        var inputs = new Dictionary<string, Tensor> { ["words"] = Tensor.From<long>(s_words, 3, 5) };

        Assert.Equal(
            2,
            fused.Nodes.Count(node =>
                node.Operator is ScaledDotProductAttention { PositionsFirst: true } attention && attention.Causal == (network == "decoder")
            )
        );
        Assert.Equal(2, fused.Nodes.Count(node => node.Operator.Name == "Gemm+Gelu"));
        Assert.Equal(4, fused.Nodes.Count(node => node.Operator.Name == "Gemm+Add"));
        Assert.Equal(5, fused.Nodes.Count(node => node.Operator is LayerNormalization));
        Assert.DoesNotContain(fused.Nodes, node => node.Operator is Softmax or Erf or Sqrt or ReduceMean or Gelu or MatMul);
        foreach (var kernels in AvailableKernels.Names)
        {
            TensorAssert.Close(
                GraphRun.Of(graph, inputs, "reference")["logits"],
                GraphRun.Of(fused, inputs, kernels)["logits"],
                1e-4,
                1e-5
            );
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void The_loss_falls_to_a_tenth_by_plain_descent(string network)
    {
        using var training = Trained(network, ElementType.Float32, "managed", fused: true);
        training.Run();
        var first = training["loss"].Span<float>()[0];
        for (var step = 0; step < 300; step++)
        {
            foreach (var name in Parameters(training))
            {
                var numbers = training[name].Span<float>();
                var slope = training[$"d {name}"].Span<float>();
                for (var i = 0; i < numbers.Length; i++)
                {
                    numbers[i] -= 0.1f * slope[i];
                }
            }

            training.Run();
        }

        Assert.InRange(training["loss"].Span<float>()[0], 0, first / 10);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void What_is_exported_answers_in_ONNX_Runtime_as_here_at_either_opset(string network)
    {
        var graph = Build(network);
        var inputs = new Dictionary<string, Tensor> { ["words"] = Tensor.From<long>(s_words, 3, 5) };
        var answers = OnnxRuntimeOracle.RunAll([new(HandMade.Write(graph, 17), inputs), new(HandMade.Write(graph, 23), inputs)]);
        var again = OnnxFile.Read(new MemoryStream(HandMade.Write(graph, 23)));

        foreach (var answer in answers)
        {
            Assert.Null(answer.Error);
            foreach (var kernels in AvailableKernels.Names)
            {
                TensorAssert.Close(answer.Outputs["logits"], GraphRun.Of(graph, inputs, kernels)["logits"], 1e-4, 1e-5);
            }
        }

        TensorAssert.Close(GraphRun.Of(graph, inputs, "reference")["logits"], GraphRun.Of(again, inputs, "reference")["logits"]);
    }

    [Fact]
    public void Words_after_the_end_of_a_sentence_change_nothing()
    {
        var graph = Build("encoder");
        graph["word"].Data!.Span<float>()[..8].Fill(0.5f);
        var before = Logits();
        graph["word"].Data!.Span<float>()[..8].Fill(-3);

        Assert.Equal(before, Logits());

        float[] Logits() =>
            GraphRun
                .Of(graph, new Dictionary<string, Tensor> { ["words"] = Tensor.From<long>(s_words, 3, 5) }, "managed")["logits"]
                .Span<float>()
                .ToArray();
    }

    [Fact]
    public void No_word_sees_a_later_one()
    {
        var graph = Build("decoder");
        var (before, after) = (Logits(9), Logits(2));

        Assert.Equal(before[..(4 * Transformer.Words)], after[..(4 * Transformer.Words)]);
        Assert.NotEqual(before[(4 * Transformer.Words)..], after[(4 * Transformer.Words)..]);

        float[] Logits(long last) =>
            GraphRun
                .Of(graph, new Dictionary<string, Tensor> { ["words"] = Tensor.From<long>([3, 7, 2, 5, last], 1, 5) }, "managed")["logits"]
                .Span<float>()
                .ToArray();
    }

    public void Dispose() => _pool.Dispose();

    private static Graph Build(string network) => network == "encoder" ? Transformer.Encoder() : Transformer.Decoder();

    // The mean over sentences, or over words, of −log softmax(logits) at the right class; and its derivative by every parameter.
    private Executable Trained(string network, ElementType precision, string kernels, bool fused)
    {
        var graph = ChangePrecision.To(fused ? PassLists.Forward.Run(Build(network)) : Build(network), precision);
        var right = network == "encoder" ? s_topics : s_next;
        var logits = graph["logits"];
        var last = logits.Shape.Rank - 1;
        var classes = graph.AddInput("right", ElementType.Int64, logits.Shape.With(last, 1));
        var loss = graph.AddOutput(0 - logits.LogSoftmax().GatherElements(classes, last).ReduceMean(), "loss");
        Value[] parameters = [.. graph.Initializers.Where(value => graph.Parameters.Contains(value.Name))];
        foreach (var (parameter, slope) in parameters.Zip(loss.Differentiate(parameters)))
        {
            graph.AddOutput(slope, $"d {parameter.Name}");
        }

        var executable = Executable.Compile(
            graph,
            new CompileOptions
            {
                Device = DeviceCatalogue.Open(kernels, _pool),
                Bounds = new Dictionary<string, int> { ["N"] = 3 },
            }
        );
        s_words.CopyTo(executable["words"].Span<long>());
        right.CopyTo(executable["right"].Span<long>());
        foreach (var parameter in parameters)
        {
            executable.Bind(parameter.Name, parameter.Data!.Clone());
        }

        return executable;
    }

    private static IEnumerable<string> Parameters(Executable training) => training.Graph.Parameters;

    private static double Loss(Executable training)
    {
        training.Run();
        return training["loss"].Span<double>()[0];
    }
}
