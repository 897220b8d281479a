using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Passes;

namespace Decant.Engine.Tests.Execution;

[Trait("Category", "Kernels")]
public sealed class TrainingStepTests
{
    private static readonly Dictionary<string, int> s_bounds = new() { ["N"] = 6 };

    public static TheoryData<string> Names => ["mlp", "resnet"];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_training_step_on_managed_kernels_agrees_with_float64_on_the_reference(string name)
    {
        var graph = Networks.TrainingStep(Network(name));
        var feeds = Networks.Feeds(graph, 6);
        var expected = new GraphRun(ChangePrecision.To(graph, ElementType.Float64), KernelSet.Reference) { Bounds = s_bounds }.Of(feeds);
        var actual = new GraphRun(graph, KernelSet.Managed) { Bounds = s_bounds, Threads = 2, Poison = true }.Of(feeds);
        foreach (var (output, numbers) in expected)
        {
            Closeness.Check(output, numbers, actual[output], 2e-5);
        }
    }

    private static Graph Network(string name) => name == "mlp" ? Networks.Mlp() : Networks.ResNet();
}
