using Decant.Engine.Devices;
using Decant.Engine.Devices.Managed;
using Decant.Engine.Devices.OneDnn;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Passes;
using Decant.Engine.Tests.Kernels.OneDnn;
using Decant.Engine.Tests.Operators;

namespace Decant.Engine.Tests.Execution;

public sealed class OneDnnRunTests
{
    public static TheoryData<string> Names =>
        [
            .. OperatorCase
                .All.Where(@case => @case.With(@case.Sizes[0]).Case.Graph.Nodes.Any(node => IsOfOneDnn(OneDnnDevice.Table.Find(node))))
                .Select(@case => @case.Name),
        ];

    // Whether it reads bfloat16 depends on the processor; whose it is does not.
    private static bool IsOfOneDnn(Launcher launcher) => launcher.GetType().Namespace == typeof(OneDnnDevice).Namespace;

    [Theory]
    [MemberData(nameof(Names))]
    public void Results_and_derivatives_on_oneDNN_agree_with_float64_on_the_reference(string name)
    {
        OneDnnFact.SkipWithoutLibrary();
        var @case = OperatorCase.Of(name);
        var bounds = new Dictionary<string, int> { ["N"] = @case.Sizes[0] };
        using var pool = new WorkerPool(2);
        var graph = @case.With(@case.Sizes[0]).Case.Graph;
        var isSymbolic = graph.Inputs.Any(input => !input.Shape.IsStatic);
        using var oneDnn = Executable.Compile(
            graph,
            new()
            {
                Device = DeviceCatalogue.Open("onednn", pool),
                Bounds = bounds,
                Poison = true,
            }
        );
        using var judge = Executable.Compile(
            ChangePrecision.To(graph, ElementType.Float64),
            new() { Device = DeviceCatalogue.Open("reference", pool), Bounds = bounds }
        );
        foreach (var n in isSymbolic ? @case.Sizes : @case.Sizes[..1])
        {
            var builder = @case.With(n).Case;
            var run = new GraphRun(graph, "onednn") { Bounds = bounds, Sizes = isSymbolic ? builder.Sizes : [] };
            var expected = run.Run(judge, builder.Feeds);
            var actual = run.Run(oneDnn, builder.Feeds);
            foreach (var (output, numbers) in expected.Where(pair => pair.Key != "loss"))
            {
                Closeness.Check($"N = {n}, oneDNN: {output}", numbers, actual[output], @case.Tolerance);
            }
        }
    }

    [Fact]
    public void What_oneDNN_lacks_runs_on_managed_kernels()
    {
        OneDnnFact.SkipWithoutLibrary();
        var @case = OperatorCase.All.First(@case => @case.Name.StartsWith("MaxPool", StringComparison.Ordinal));
        Assert.All(@case.With(@case.Sizes[0]).Case.Graph.Nodes, node =>
            Assert.Same(ManagedDevice.Table.Find(node), OneDnnDevice.Table.Find(node))
        );
    }
}
