using Decant.Engine;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Students;
using Decant.Tasks;
using Decant.Teachers;

namespace Decant.Tests.Teachers;

public sealed class EnsembleNetworkTests
{
    private const int N = 3;
    private const int C = 4;
    private static readonly float[] s_inputs = [0.5f, -1, 2, 0, 1.5f, -0.25f];

    [Fact]
    public void The_mean_of_probabilities_is_the_mean_of_softmaxes() =>
        Check(EnsembleCombination.Probabilities, (members, c) => Math.Log(members.Average(member => Probability(member, c))));

    [Fact]
    public void The_mean_of_logits_is_their_mean() =>
        Check(EnsembleCombination.Logits, (members, c) => members.Average(member => member[c]));

    [Fact]
    public void The_surer_a_teacher_is_of_a_sample_the_more_it_says() => Check(EnsembleCombination.Confidence, (members, c) =>
        {
            var weights = members.Select(member => Enumerable.Range(0, C).Max(k => Probability(member, k))).ToArray();
            return Math.Log(members.Zip(weights, (member, weight) => weight * Probability(member, c)).Sum() / weights.Sum());
        });

    [Fact]
    public void Far_logits_stay_finite()
    {
        Graph[] members = [Member(1, 3000), Member(2, 3000)];
        var answer = Answer(EnsembleNetwork.Of(members, EnsembleCombination.Confidence));

        Assert.All(answer, number => Assert.True(double.IsFinite(number)));
    }

    [Fact]
    public void Teachers_of_other_classes_are_refused() =>
        Assert.Contains(
            "4 and 5 classes",
            Assert
                .Throws<DecantException>(() => EnsembleNetwork.Of([Member(1), Member(2, classes: 5)], EnsembleCombination.Logits))
                .Message,
            StringComparison.Ordinal
        );

    private static void Check(EnsembleCombination combination, Func<double[][], int, double> formula)
    {
        Graph[] members = [Member(1), Member(2), Member(3)];
        var answers = members.Select(Answer).ToArray();
        var joined = Answer(EnsembleNetwork.Of(members, combination));
        for (var n = 0; n < N; n++)
        {
            var rows = answers.Select(answer => answer[(n * C)..((n + 1) * C)]).ToArray();
            for (var c = 0; c < C; c++)
            {
                Assert.Equal(formula(rows, c), joined[(n * C) + c], 1e-5);
            }
        }
    }

    private static Graph Member(ulong seed, float scale = 1, int classes = C)
    {
        var graph = Network.Build(new Mlp { Hidden = [5] }, [2], classes, InputScaling.None, seed);
        foreach (ref var weight in graph["head.weight"].Data!.Span<float>())
        {
            weight *= scale;
        }

        return graph;
    }

    private static double[] Answer(Graph graph)
    {
        using var pool = new WorkerPool(1);
        using var network = new FrozenNetwork(graph, N, DeviceCatalogue.Default(pool));
        return
        [
            .. network
                .Answer(Tensor.From<float>(s_inputs, N, 2), N)
                .Span<float>()[..(N * network.Classes)]
                .ToArray()
                .Select(number => (double)number),
        ];
    }

    private static double Probability(double[] logits, int c) => Math.Exp(logits[c]) / logits.Sum(Math.Exp);
}
