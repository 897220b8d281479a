using Decant.Engine.Passes;

namespace Decant.Engine.Tests.Execution;

/// <summary>A sample's answer depends neither on the size of its batch nor on its place in it.</summary>
[Trait("Category", "Kernels")]
public sealed class BatchTests
{
    private const int Batch = 33;

    public static TheoryData<string, bool> Forms =>
        new()
        {
            { "mlp", false },
            { "mlp", true },
            { "resnet", false },
            { "resnet", true },
        };

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_batch_gives_the_bits_of_its_samples_one_by_one(string name, bool frozen)
    {
        var graph = name == "mlp" ? Networks.Mlp() : Networks.ResNet();
        graph = frozen ? PassLists.Frozen.Run(graph) : graph;
        var feeds = Networks.Feeds(graph, Batch);
        var run = new GraphRun(graph, "managed")
        {
            Threads = 2,
            Bounds = new Dictionary<string, int> { ["N"] = Batch },
        };
        var together = run.Of(feeds)["logits"];
        var one = run with
        {
            Threads = 1,
            Sizes = new Dictionary<string, int> { ["N"] = 1 },
        };
        var width = feeds["input"].Length / Batch;
        for (var sample = 0; sample < Batch; sample++)
        {
            var alone = one.Of(new Dictionary<string, double[]> { ["input"] = feeds["input"][(sample * width)..((sample + 1) * width)] })[
                "logits"
            ];
            Assert.Equal(together[(sample * Networks.Classes)..((sample + 1) * Networks.Classes)], alone);
        }
    }
}
