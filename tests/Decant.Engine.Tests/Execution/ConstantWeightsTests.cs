using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Decant.Engine.Passes;

namespace Decant.Engine.Tests.Execution;

/// <summary>A network whose weights are declared constant answers as before, and does not look at them again.</summary>
public sealed class ConstantWeightsTests : IDisposable
{
    private const int Batch = 9;

    private readonly WorkerPool _pool = new(2);

    public void Dispose() => _pool.Dispose();

    [Theory]
    [InlineData("mlp")]
    [InlineData("resnet")]
    public void Constant_weights_change_no_bit_of_any_batch(string name)
    {
        var graph = PassLists.Frozen.Run(name == "mlp" ? Networks.Mlp() : Networks.ResNet());
        var feeds = Networks.Feeds(graph, Batch);
        using var plain = Compile(graph, isConstant: false);
        using var constant = Compile(graph, isConstant: true);
        foreach (var n in new[] { Batch, 1, 4, Batch })
        {
            var run = new GraphRun(graph, "managed") { Sizes = new Dictionary<string, int> { ["N"] = n } };
            var part = feeds.ToDictionary(pair => pair.Key, pair => pair.Value[..(pair.Value.Length / Batch * n)]);
            Assert.Equal(run.Run(plain, part)["logits"], run.Run(constant, part)["logits"]);
        }

        Assert.Equal(0, plain.PreparedBytes);
        Assert.True(constant.PreparedBytes > 0);
    }

    [Fact]
    public void One_matrix_for_a_whole_batch_is_prepared_too()
    {
        var graph = new Graph();
        var weight = graph.AddInitializer("w", Tensor.From<float>([.. Enumerable.Range(0, 35).Select(i => (float)Math.Cos(i))], 7, 5));
        graph.AddOutput(graph.Add(new MatMul(), graph.AddInput("x", ElementType.Float32, new Shape(4, 3, 7)), weight), "y");
        var feeds = new Dictionary<string, double[]> { ["x"] = [.. Enumerable.Range(0, 84).Select(i => Math.Sin(i))] };
        using var plain = Compile(graph, isConstant: false);
        using var constant = Compile(PassLists.Frozen.Run(graph), isConstant: true);
        var run = new GraphRun(graph, "managed");

        Assert.Equal(run.Run(plain, feeds)["y"], run.Run(constant, feeds)["y"]);
        Assert.True(constant.PreparedBytes > 0);
    }

    [Fact]
    public void A_constant_weight_cannot_be_bound_to_other_memory()
    {
        var graph = Networks.Mlp();
        var weight = graph.Initializers[0];
        using var constant = Compile(graph, isConstant: true);

        var error = Assert.Throws<DecantException>(() => constant.Bind(weight.Name, weight.Data!));

        Assert.Contains("ConstantWeights", error.Message);
        Assert.Contains(weight.Name, error.Message);
    }

    private Executable Compile(Graph graph, bool isConstant) =>
        Executable.Compile(
            graph,
            new CompileOptions
            {
                Device = DeviceCatalogue.Default(_pool),
                Bounds = new Dictionary<string, int> { ["N"] = Batch },
                ConstantWeights = isConstant,
                Poison = true,
            }
        );
}
