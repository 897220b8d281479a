using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Tests.Operators.Cases;

/// <summary>Batch normalisation of matrices, sequences and images of both orders.</summary>
internal static class NormalizationCases
{
    public static IEnumerable<OperatorCase> All()
    {
        (string Name, int Channels, Func<CaseBuilder, Value> X)[] all =
        [
            ("a matrix", 7, b => b.Numbers("N", 7)), ("sequences", 3, b => b.Numbers("N", 3, 9)), ("images", 3, b => b.Numbers("N", 3, 4, 5)),
            ("channels-last images", 17, b => b.ChannelsLast("N", 17, 3, 3)), ("one channel", 1, b => b.ChannelsLast("N", 1, 3, 3)),
        ];
        foreach (var (name, channels, x) in all)
        {
            foreach (var activation in new[] { Activation.None, Activation.Relu })
            {
                var then = activation == Activation.None ? "" : " and ReLU";
                yield return new(
                    $"BatchNormalization of {name}{then}",
                    b => b.Graph.Add(
                        new BatchNormalization(Activation: activation),
                        x(b), b.Numbers(channels), b.Numbers(channels), b.Fixed(channels), b.Fixed(channels)));
                foreach (var unbiased in new[] { false, true })
                {
                    yield return new(
                        $"BatchNormalizationTraining of {name}{then}{(unbiased ? ", unbiased" : "")}",
                        b =>
                        {
                            var node = b.Graph.AddNode(
                                new BatchNormalizationTraining(1e-3, 0.9, unbiased, activation),
                                [x(b), b.Numbers(channels), b.Numbers(channels), b.Fixed(channels), b.Fixed(channels)]);
                            foreach (var statistics in node.Outputs.Skip(1))
                            {
                                b.Compare(statistics);
                            }

                            return node.Outputs[0];
                        })
                    { Sizes = [5, 3, 2], Tolerance = 1e-4 }; // two samples: the derivative by x is a difference of nearly equal numbers
                }
            }
        }
    }
}
