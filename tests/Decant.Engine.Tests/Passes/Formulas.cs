using Decant.Engine.Gradients;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Engine.Randomness;
using Decant.Engine.Tests.Execution;

namespace Decant.Engine.Tests.Passes;

/// <summary>Compares a graph with its fused form: the answers and the derivatives by every input.</summary>
internal static class Formulas
{
    private const int N = 3;

    /// <summary>
    /// Whether both graphs give the same outputs, and Σ weight·y the same derivatives, in float64 on the reference and in float32 on the
    /// managed kernels.
    /// </summary>
    public static void Same(Graph graph, Graph fused)
    {
        var wide = Of(ChangePrecision.To(graph, ElementType.Float64), "reference");
        Check(wide, Of(ChangePrecision.To(fused, ElementType.Float64), "reference"), 1e-7); // 1/√2 and ε were rounded to float32 when the graph was written
        Check(wide, Of(fused, "managed"), 2e-5);
    }

    private static void Check(Dictionary<string, double[]> expected, Dictionary<string, double[]> actual, double tolerance)
    {
        Assert.Equal(expected.Keys, actual.Keys);
        foreach (var (name, numbers) in expected)
        {
            Closeness.Check(name, numbers, actual[name], tolerance);
        }
    }

    private static Dictionary<string, double[]> Of(Graph forward, string kernels)
    {
        var graph = DeadCode.Remove(forward); // a copy, so that the derivatives are not added to the original
        var variables = graph.Inputs.Where(input => input.Type.IsFloat()).ToArray();
        var y = graph.Outputs[0];
        var weight = graph.AddInput("weight", y.Type, y.Shape);
        foreach (var (variable, slope) in variables.Zip((y * weight).ReduceSum().Differentiate(variables)))
        {
            graph.AddOutput(graph.Add(new Identity(), slope), "d " + variable.Name);
        }

        var feeds = graph.Inputs.ToDictionary(
            input => input.Name,
            input =>
            {
                var stream = new RandomStream(3, input.Name);
                var numbers = new double[input.Shape.Elements.Resolve(new Dictionary<string, int> { ["N"] = N })];
                for (var i = 0; i < numbers.Length; i++)
                {
                    numbers[i] =
                        input.Type == ElementType.Bool
                            ? i % 3 == 1
                                ? 0
                                : 1
                            : (float)stream.NextNormal();
                }

                return numbers;
            }
        );
        return new GraphRun(graph, kernels)
        {
            Bounds = new Dictionary<string, int> { ["N"] = N },
            Poison = true,
        }.Of(feeds);
    }
}
