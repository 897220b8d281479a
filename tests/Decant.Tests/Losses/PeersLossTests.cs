using Decant.Engine;
using Decant.Engine.Execution;
using Decant.Engine.Gradients;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Decant.Losses;

namespace Decant.Tests.Losses;

public sealed class PeersLossTests
{
    private static readonly double[,] s_other =
    {
        { 0.3, -1, 2, 0.1 },
        { 1, 1, 0, -2 },
        { -0.5, 0.5, 0, 3 },
    };

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void It_is_the_mean_over_the_peers_of_soft_targets_with_each_as_teacher(double temperature)
    {
        var (value, student, peers) = Run(temperature);

        // By plain loops: T²·mean over N of Σ p·(ln p − ln q), and T·(q − p)/N.
        var (expected, gradient) = (0.0, new double[12]);
        foreach (var peer in new[] { GoldenInputs.Teacher, s_other })
        {
            for (var n = 0; n < 3; n++)
            {
                var (p, q) = (Softmax(peer, n, temperature), Softmax(GoldenInputs.Student, n, temperature));
                for (var c = 0; c < 4; c++)
                {
                    expected += temperature * temperature * p[c] * (Math.Log(p[c]) - Math.Log(q[c])) / 3 / 2;
                    gradient[(4 * n) + c] += temperature * (q[c] - p[c]) / 3 / 2;
                }
            }
        }

        Assert.Equal(expected, value, 1e-12);
        LossFormula.Near(gradient, student, 1e-12);
        Assert.All(peers, slope => Assert.Equal(0, slope));
    }

    [Fact]
    public void Without_peers_it_says_where_it_belongs()
    {
        var graph = new Graph("alone");
        var problem = Assert.Throws<DecantException>(() =>
            new PeersLoss().Build(new LossSignals(graph.AddInput("student", ElementType.Float64, new Shape(3, 4))))
        );
        Assert.Contains("Use it as a term of the main stage.", problem.Message);
    }

    private static (double Value, double[] Student, double[] Peers) Run(double temperature)
    {
        var graph = new Graph("peers");
        Value[] logits =
        [
            .. new[] { GoldenInputs.Student, GoldenInputs.Teacher, s_other }.Select(
                (_, k) => graph.AddInput($"logits{k}", ElementType.Float64, new Shape(3, 4))
            ),
        ];
        var value = new PeersLoss { Temperature = temperature }.Build(new LossSignals(logits[0]) { PeerLogits = logits[1..] });
        graph.AddOutput(value.Identity(), "value");
        foreach (var (input, slope) in logits.Zip(value.Differentiate(logits)))
        {
            graph.AddOutput(slope.Identity(), $"slope/{input.Name}");
        }

        using var pool = new WorkerPool(1);
        using var executable = Executable.Compile(graph, new CompileOptions { Device = DeviceCatalogue.Open("reference", pool) });
        foreach (var (input, numbers) in logits.Zip([GoldenInputs.Student, GoldenInputs.Teacher, s_other]))
        {
            if (executable.Has(input.Name))
            {
                executable.Bind(input.Name, Tensor.From<double>([.. numbers.Cast<double>()], 3, 4));
            }
        }

        executable.Run();
        return (executable["value"].Span<double>()[0], Slope(0), [.. Slope(1), .. Slope(2)]);

        double[] Slope(int k) => executable[$"slope/logits{k}"].Span<double>().ToArray();
    }

    private static double[] Softmax(double[,] logits, int n, double temperature)
    {
        var exponentials = Enumerable.Range(0, logits.GetLength(1)).Select(c => Math.Exp(logits[n, c] / temperature)).ToArray();
        return [.. exponentials.Select(e => e / exponentials.Sum())];
    }
}
