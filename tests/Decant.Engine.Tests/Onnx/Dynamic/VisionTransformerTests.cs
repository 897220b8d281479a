using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Engine.Operators;
using Decant.Tests.Shared;

namespace Decant.Engine.Tests.Onnx.Dynamic;

/// <summary>
/// A vision transformer as PyTorch exports it with a free batch: its class token is expanded to the batch, its shapes are computed.
/// </summary>
public sealed class VisionTransformerTests
{
    [Fact]
    public void One_graph_gives_what_ONNX_Runtime_gives_at_every_batch_before_and_after_it_was_written_again()
    {
        var path = RealFile();
        OnnxRuntimeOracle.SkipIfMissing();
        var graph = OnnxFile.Read(path);
        var inputs = new[] { 1, 2, 3, 5, 8 }
            .Select(batch => new Dictionary<string, Tensor>
            {
                ["input"] = Tensor.From<float>([.. Images(batch).Select(pixel => (float)pixel)], batch, 3, 32, 32),
            })
            .ToArray();
        var answers = OnnxRuntimeOracle.RunAll([.. inputs.Select(given => new OnnxRuntimeOracle.Question(File.ReadAllBytes(path), given))]);

        Assert.Equal("[batch, 10]", graph.Outputs[0].Shape.ToString());
        var again = OnnxRuntimeOracle.RunAll([.. inputs.Select(given => new OnnxRuntimeOracle.Question(HandMade.Write(graph), given))]);
        Assert.All(answers.Zip(again), pair => TensorAssert.Close(pair.First.Outputs["output"], pair.Second.Outputs["output"], 1e-4, 1e-5));
        Assert.All(inputs.Zip(answers), pair =>
            TensorAssert.Close(pair.Second.Outputs["output"], GraphRun.Of(graph, pair.First, "managed")["output"], 1e-4, 1e-4)
        );
    }

    [Fact]
    public void What_is_computed_from_sizes_is_no_work_of_a_run()
    {
        // 1/√16 of the attention is a number in the graph, so that attention is found and fused.
        var graph = Passes(OnnxFile.Read(RealFile()));

        Assert.Equal(2, graph.Nodes.Count(node => node.Operator is ScaledDotProductAttention));
        Assert.DoesNotContain(graph.Nodes, node => node.Operator is ShapeOf or Pow or Equal or Where);

        static Graph Passes(Graph read) => Decant.Engine.Passes.PassLists.Forward.Run(read);
    }

    [Fact]
    public void Its_derivatives_equal_central_differences_for_every_kind_of_weight()
    {
        // Every third weight: patches, positions and the class token, and each part of one layer or the other.
        using var trained = Trained();
        trained.Resize("batch", 1);
        trained.CheckDerivatives([.. trained.Weights.Where((_, i) => i % 3 == 0).Select((weight, i) => (weight, new[] { i }))], 1e-5);
    }

    [Fact]
    public void Five_steps_move_every_weight_as_PyTorch_moves_it()
    {
        using var trained = Trained();
        trained.CheckSteps("vit-steps.json", 1e-8, 1e-10);
    }

    private static TrainedGraph Trained()
    {
        var trained = new TrainedGraph(
            OnnxFile.Read(RealFile()),
            ElementType.Float64,
            new Dictionary<string, int> { ["batch"] = 5 },
            graph => -graph["output"].LogSoftmaxAt(graph.AddInput("classes", ElementType.Int64, new Shape("batch", 1))).ReduceMean(),
            _ => true
        );
        trained.Resize("batch", 3);
        trained.Set("input", Images(3));
        trained.Set<long>("classes", 7, 0, 4);
        return trained;
    }

    private static double[] Images(int batch) => [.. Enumerable.Range(0, batch * 3 * 32 * 32).Select(i => Math.Sin(i))];

    private static string RealFile()
    {
        var path = Path.Combine(
            Environment.GetEnvironmentVariable("DECANT_DATA") ?? "",
            "..",
            "cases",
            "first-contact",
            "onnx",
            "vit_dyn.onnx"
        );
        Assert.SkipUnless(
            File.Exists(path),
            "The network is missing: set DECANT_DATA to the folder of the test data, with "
                + "../cases/first-contact/onnx/vit_dyn.onnx next to it."
        );
        return path;
    }
}
