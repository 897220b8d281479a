using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Engine.Tests.Execution;

namespace Decant.Engine.Tests.Operators;

[Trait("Category", "Kernels")]
public sealed class OperatorTests
{
    public static TheoryData<string> Names => OperatorCase.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Results_and_derivatives_agree_with_float64_on_the_reference(string name)
    {
        var @case = OperatorCase.Of(name);
        var bounds = new Dictionary<string, int> { ["N"] = @case.Sizes[0] };
        using var pool = new WorkerPool(2);
        var graph = @case.With(@case.Sizes[0]).Case.Graph;
        var isSymbolic = graph.Inputs.Any(input => !input.Shape.IsStatic);
        using var managed = Executable.Compile(
            graph,
            new()
            {
                Device = DeviceCatalogue.Default(pool),
                Bounds = bounds,
                Poison = true,
            }
        );
        using var plain = Executable.Compile(graph, new() { Device = DeviceCatalogue.Open("reference", pool), Bounds = bounds });
        var doubles = ChangePrecision.To(graph, ElementType.Float64);
        using var judge = Executable.Compile(doubles, new() { Device = DeviceCatalogue.Open("reference", pool), Bounds = bounds });
        using var wide = Executable.Compile(
            doubles,
            new()
            {
                Device = DeviceCatalogue.Default(pool),
                Bounds = bounds,
                Poison = true,
            }
        );
        foreach (var n in isSymbolic ? @case.Sizes : @case.Sizes[..1])
        {
            var builder = @case.With(n).Case;
            var sizes = isSymbolic ? builder.Sizes : [];
            var run = new GraphRun(graph, "managed") { Bounds = bounds, Sizes = sizes };
            var expected = run.Run(judge, builder.Feeds);
            var actual = run.Run(managed, builder.Feeds);
            var single = run.Run(plain, builder.Feeds);
            var planned = run.Run(wide, builder.Feeds);
            // The loss is a sum in which much cancels: nothing to be compared relative to itself.
            foreach (var (output, numbers) in expected.Where(pair => pair.Key != "loss"))
            {
                Closeness.Check($"N = {n}, float64 as the managed kernels are planned: {output}", numbers, planned[output], 1e-12);
                Closeness.Check($"N = {n}, managed: {output}", numbers, actual[output], @case.Tolerance);
                Closeness.Check($"N = {n}, reference in float32: {output}", numbers, single[output], @case.Tolerance);
            }
        }
    }

    [Fact]
    public void Every_operator_has_a_case()
    {
        using var pool = new WorkerPool(1);
        var tried = new HashSet<Type>();
        foreach (var @case in OperatorCase.All)
        {
            var n = @case.Sizes[0];
            using var executable = Executable.Compile(
                @case.With(n).Case.Graph,
                new()
                {
                    Device = DeviceCatalogue.Default(pool),
                    Bounds = new Dictionary<string, int> { ["N"] = n },
                }
            );
            tried.UnionWith(executable.Graph.Nodes.Select(node => node.Operator.GetType()));
        }

        // What another program runs has no formula of ours: OnnxRuntimeNetworkTests. An exchange needs other machines.
        var all = typeof(Operator)
            .Assembly.GetTypes()
            .Where(type =>
                type.IsSubclassOf(typeof(Operator)) && !type.IsAbstract && type != typeof(ExternalNetwork) && type != typeof(Exchange)
            );
        Assert.Empty(all.Except(tried).Select(type => $"{type.Name}: add a case in tests/Decant.Engine.Tests/Operators/Cases."));
    }
}
