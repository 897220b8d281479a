using Decant.Adoption;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Decant.Evaluation;
using Decant.Teachers;

namespace Decant.Tests.Adoption;

public sealed class BatchNormalizationInsertionTests
{
    [Fact]
    public void The_network_answers_as_before_and_has_something_to_train_with()
    {
        using var pool = new WorkerPool(1);
        var images = ForeignNetwork.Images();
        var task = ForeignNetwork.Task(pool, images);
        var file = ForeignNetwork.Of(new Shape("n", 2, 6, 6));
        var known = new AdoptionOptions { Preprocessing = Preprocessing.None };
        var plain = NetworkAdoption.Run(file, known, task, isTried: false);
        var normalized = NetworkAdoption.Run(file, known with { WithBatchNormalization = true }, task, isTried: false);

        Assert.Equal(Answers(plain.Network), Answers(normalized.Network), (a, b) => Math.Abs(a - b) < 1e-4);
        var node = Assert.Single(normalized.Network.Nodes, node => node.Operator is BatchNormalization);
        Assert.Equal("conv1", node.Inputs[0]!.Name);
        Assert.Superset(
            new HashSet<string> { "conv1.bn.scale", "conv1.bn.bias", "conv1.weight", "fc.weight" },
            normalized.Network.Parameters.ToHashSet()
        );
        Assert.Single(normalized.Restore(normalized.Network).Nodes, node => node.Operator is BatchNormalization);

        // The statistics are those of the convolution's values: with them the normalised ones have mean 0 and deviation 1.
        using var frozen = new FrozenNetwork(plain.Network, images.Count, DeviceCatalogue.Open("reference", pool), "conv1");
        NetworkAnswers.Of(frozen, images);
        var channel = frozen.ValueAnswers[0].Span<float>().ToArray().Chunk(16).Where((_, i) => i % 4 == 2).SelectMany(run => run).ToArray();
        Assert.Equal(channel.Average(), normalized.Network["conv1.bn.mean"].Data!.Span<float>()[2], 1e-4);
        Assert.Equal(
            channel.Average(value => Math.Pow(value - channel.Average(), 2)),
            normalized.Network["conv1.bn.variance"].Data!.Span<float>()[2],
            1e-3
        );

        float[] Answers(Graph network)
        {
            using var asked = new FrozenNetwork(network, images.Count, DeviceCatalogue.Open("reference", pool));
            return NetworkAnswers.Of(asked, images);
        }
    }
}
