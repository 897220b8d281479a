using Decant.Engine.Execution;
using Decant.Engine.Gradients;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Engine.Tests.Execution;
using Decant.Engine.Tests.Operators;

namespace Decant.Engine.Tests.Gradients;

public sealed class GradientTests
{
    // Operators whose derivative no one wrote: they appear in first derivatives only.
    private static readonly Type[] s_withoutRule =
    [
        typeof(BatchNormalizationGradient),
        typeof(LayerNormalizationGradient),
        typeof(LogSoftmaxGradient),
        typeof(LogSoftmaxAtGradient),
        typeof(SoftmaxDivergenceGradient),
        typeof(MaxPoolGradient),
        typeof(RecurrenceGradient),
        typeof(ScaledDotProductAttentionGradient),
        typeof(SoftmaxGradient),
    ];

    public static TheoryData<string> Names => OperatorCase.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Derivatives_agree_with_central_differences(string name)
    {
        var n = OperatorCase.Of(name).Sizes[0];
        var (builder, loss) = OperatorCase.Of(name).With(n);
        if (loss is not null)
        {
            Check(builder, builder.Graph, "loss", builder.Variables.ToDictionary(x => x.Name, x => "d." + x.Name), 1e-7);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Second_derivatives_agree_with_central_differences_or_name_the_operator_without_rule(string name)
    {
        var n = OperatorCase.Of(name).Sizes[0];
        var (builder, loss) = OperatorCase.Of(name).With(n);
        if (loss is null)
        {
            return;
        }

        var graph = builder.Graph;
        var missing = graph.Nodes.FirstOrDefault(node => s_withoutRule.Contains(node.Operator.GetType()));
        var slopes = builder.Variables.Select(x => OperatorCase.Weighted(builder, graph["d." + x.Name], "weight of " + x.Name)).ToArray();
        var slope = graph.AddOutput(slopes.Aggregate((sum, next) => sum + next), "slope");
        if (missing is not null)
        {
            var error = Assert.Throws<DecantException>(() => slope.Differentiate(builder.Variables));
            Assert.Contains($"{missing.Operator.Name}: no gradient rule is written", error.Message, StringComparison.Ordinal);
            return;
        }

        foreach (var (x, second) in builder.Variables.Zip(slope.Differentiate(builder.Variables)))
        {
            graph.AddOutput(graph.Add(new Identity(), second), "dd." + x.Name);
        }

        Check(builder, graph, "slope", builder.Variables.ToDictionary(x => x.Name, x => "dd." + x.Name), 1e-6);
    }

    [Fact]
    public void A_stopped_value_is_a_constant_to_the_derivative()
    {
        var graph = new Graph("stopped");
        var x = graph.AddInput("x", ElementType.Float64, new Shape(3));
        graph.AddOutput((x * x.StopGradient()).ReduceSum().Differentiate([x])[0].Identity(), "d.x");
        using var pool = new WorkerPool(1);
        using var executable = Executable.Compile(graph, new() { Device = DeviceCatalogue.Open("reference", pool) });
        executable.Bind("x", Tensor.From<double>([1, -2, 5]));
        executable.Run();

        Assert.Equal([1, -2, 5], executable["d.x"].Span<double>().ToArray()); // x, and not 2x
    }

    private static void Check(CaseBuilder builder, Graph graph, string scalar, Dictionary<string, string> derivatives, double tolerance)
    {
        var precise = ChangePrecision.To(graph, ElementType.Float64);
        using var pool = new WorkerPool(1);
        using var executable = Executable.Compile(
            precise,
            new() { Device = DeviceCatalogue.Open("reference", pool), Bounds = builder.Sizes }
        );
        var run = new GraphRun(precise, "reference") { Bounds = builder.Sizes };
        CentralDifference.Check(executable, run, builder.Feeds, scalar, derivatives, tolerance);
    }
}
