using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Tests.Operators.Cases;

/// <summary>What changes parameters after a backward pass. No derivative passes.</summary>
internal static class UpdateCases
{
    public static IEnumerable<OperatorCase> All()
    {
        yield return Update("SgdUpdate", new SgdUpdate(0.9, Nesterov: false, 0.01), scaled: false);
        yield return Update("SgdUpdate ahead, scaled", new SgdUpdate(0.9, Nesterov: true, 0.01), scaled: true);
        yield return Update("SgdUpdate without momentum", new SgdUpdate(0, Nesterov: false, 0), scaled: true);
        yield return Update("AdamWUpdate", new AdamWUpdate(0.9, 0.999, 1e-8, 0.01), scaled: false);
        yield return Update("AdamWUpdate, scaled", new AdamWUpdate(0.8, 0.99, 1e-6, 0), scaled: true);
        yield return Norm("GradientNorm in a step that measures", step: 33);
        yield return Norm("GradientNorm in a step that does not", step: 34);
        yield return new("LimitNorm", b => b.Fixed(7, 19).LimitNorm(2.5));
        yield return new("LimitNorm of filters", b => b.Fixed(7, 3, 3, 3).LimitNorm(4));
    }

    private static OperatorCase Update(string name, OptimizerUpdate rule, bool scaled) => new(name, b =>
        {
            var update = b.Graph.AddNode(
                rule,
                [
                    b.Fixed(7, 19),
                    b.Fixed(7, 19),
                    b.Given(ElementType.Float64, 0.1),
                    b.Given(ElementType.Int64, 3),
                    scaled ? b.Given(ElementType.Float64, 0.5) : null,
                    .. rule.Moments.Select(_ => b.Fixed(7, 19)),
                ]
            );
            foreach (var moment in update.Outputs.Skip(1))
            {
                b.Compare(moment);
            }

            return update.Outputs[0];
        });

    private static OperatorCase Norm(string name, int step) =>
        new(name, b =>
            b.Graph.Add(
                new GradientNorm(16),
                b.Given(ElementType.Float64, 4.25),
                b.Given(ElementType.Int64, step),
                b.Fixed(7, 19),
                b.Fixed(40_000)
            )
        );
}
