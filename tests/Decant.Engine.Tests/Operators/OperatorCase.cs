using Decant.Engine.Gradients;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Tests.Operators.Cases;

namespace Decant.Engine.Tests.Operators;

/// <summary>One way to apply an operator.</summary>
/// <param name="Name">What is special about it.</param>
/// <param name="Build">Adds inputs and the operator, gives the result back.</param>
internal sealed record OperatorCase(string Name, Func<CaseBuilder, Value> Build)
{
    private static readonly Dictionary<string, OperatorCase> s_all = new IEnumerable<OperatorCase>[]
    {
        AttentionCases.All(),
        UnaryCases.All(),
        BinaryCases.All(),
        ReductionCases.All(),
        SoftmaxCases.All(),
        MovementCases.All(),
        ProductCases.All(),
        ConvolutionCases.All(),
        PoolCases.All(),
        NormalizationCases.All(),
        RecurrentCases.All(),
        UpdateCases.All(),
    }
        .SelectMany(cases => cases)
        .ToDictionary(@case => @case.Name);

    /// <summary>The values of N to run with, the bound first.</summary>
    public int[] Sizes { get; init; } = [5, 3, 1, 0];

    /// <summary>How near float32 must come, relative to the largest element.</summary>
    public double Tolerance { get; init; } = 1e-5;

    public static TheoryData<string> Names => [.. s_all.Keys];

    public static OperatorCase Of(string name) => s_all[name];

    public static IEnumerable<OperatorCase> All => s_all.Values;

    /// <summary>
    /// The case's graph at a size of N, its result as output <c>y</c>, its scalar Σ weight·y as output <c>loss</c> and the derivative by
    /// every variable as <c>d.</c> and its name.
    /// </summary>
    /// <param name="n">The value of N.</param>
    /// <param name="derivatives">Whether loss and derivatives are added; a result that is no float has none.</param>
    public (CaseBuilder Case, Value? Loss) With(int n, bool derivatives = true)
    {
        var builder = new CaseBuilder(n);
        var y = Build(builder);
        var graph = builder.Graph;
        graph.AddOutput(y.IsInput ? graph.Add(new Identity(), y) : y, "y");
        foreach (var output in builder.Outputs)
        {
            graph.AddOutput(output);
        }

        if (!derivatives || !y.Type.IsFloat() || builder.Variables.Count == 0)
        {
            return (builder, null);
        }

        var loss = graph.AddOutput(Weighted(builder, y, "weight"), "loss");
        foreach (var (variable, derivative) in builder.Variables.Zip(loss.Differentiate(builder.Variables)))
        {
            // A rule may hand dy itself on; an output has a name of its own.
            graph.AddOutput(graph.Add(new Identity(), derivative), "d." + variable.Name);
        }

        return (builder, loss);
    }

    /// <summary>Σ weight·y with random weights.</summary>
    public static Value Weighted(CaseBuilder builder, Value y, string name)
    {
        var weight = builder.Graph.AddInput(name, ElementType.Float32, y.Shape);
        builder.Feeds[name] = builder.Draw(y.Shape);
        return (y * weight).ReduceSum();
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
