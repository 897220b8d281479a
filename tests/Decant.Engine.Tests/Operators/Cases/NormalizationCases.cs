using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Tests.Operators.Cases;

/// <summary>Batch normalisation of matrices, sequences and images of both orders; layer normalisation.</summary>
internal static class NormalizationCases
{
    public static IEnumerable<OperatorCase> All() => Batches().Concat(Layers());

    private static IEnumerable<OperatorCase> Layers()
    {
        yield return new("LayerNormalization of a matrix", b => b.Numbers("N", 17).LayerNormalization(b.Numbers(17), b.Numbers(17)))
        {
            Tolerance = 1e-4,
        };
        yield return new("LayerNormalization of sequences", b =>
            b.Numbers("N", 3, 33).LayerNormalization(b.Numbers(33), b.Numbers(33), 1e-3)
        )
        {
            Tolerance = 1e-4,
        };
        yield return new("LayerNormalization without scale and bias", b => b.Numbers("N", 16).LayerNormalization()) { Tolerance = 1e-4 };
        yield return new("LayerNormalization without bias", b => b.Numbers(2, "N", 5).LayerNormalization(b.Numbers(5)))
        {
            Tolerance = 1e-4,
        };
        yield return new("LayerNormalization of two axes", b =>
            b.Graph.AddNode(new LayerNormalization(1), [b.Numbers("N", 3, 7), b.Numbers(3, 7), b.Numbers(3, 7)]).Outputs[0]
        )
        {
            Tolerance = 1e-4,
        };
    }

    private static IEnumerable<OperatorCase> Batches()
    {
        (string Name, int Channels, Func<CaseBuilder, Value> X)[] all =
        [
            ("a matrix", 7, b => b.Numbers("N", 7)),
            ("sequences", 3, b => b.Numbers("N", 3, 9)),
            ("images", 3, b => b.Numbers("N", 3, 4, 5)),
            ("channels-last images", 17, b => b.ChannelsLast("N", 17, 3, 3)),
            ("one channel", 1, b => b.ChannelsLast("N", 1, 3, 3)),
        ];
        foreach (var (name, channels, x) in all)
        {
            foreach (var isActivated in new[] { false, true })
            {
                var (then, links) = isActivated ? (" and ReLU", (FusedLink[])[new(new Relu())]) : ("", []);
                yield return new($"BatchNormalization of {name}{then}", b =>
                    b.Graph.Add(
                        isActivated ? new Fused(new BatchNormalization(), 5, links) : new BatchNormalization(),
                        x(b),
                        b.Numbers(channels),
                        b.Numbers(channels),
                        b.Fixed(channels),
                        b.Fixed(channels)
                    )
                );
                foreach (var unbiased in new[] { false, true })
                {
                    yield return new($"BatchNormalizationTraining of {name}{then}{(unbiased ? ", unbiased" : "")}", b =>
                    {
                        var node = b.Graph.AddNode(
                            isActivated
                                ? new Fused(new BatchNormalizationTraining(1e-3, 0.9, unbiased), 5, links)
                                : new BatchNormalizationTraining(1e-3, 0.9, unbiased),
                            [x(b), b.Numbers(channels), b.Numbers(channels), b.Fixed(channels), b.Fixed(channels)]
                        );
                        foreach (var statistics in node.Outputs.Skip(1))
                        {
                            b.Compare(statistics);
                        }

                        return node.Outputs[0];
                    }) { Sizes = [5, 3, 2], Tolerance = 1e-4 }; // two samples: the derivative by x is a difference of nearly equal numbers
                }

                yield return new($"BatchNormalizationTraining of {name} with a residual{then}", b =>
                    b
                        .Graph.AddNode(
                            new Fused(new BatchNormalizationTraining(1e-3, 0.9), 5, [new(new Add()), .. links]),
                            [x(b), b.Numbers(channels), b.Numbers(channels), b.Fixed(channels), b.Fixed(channels), x(b)]
                        )
                        .Outputs[0]
                )
                {
                    Sizes = [5, 3, 2],
                    Tolerance = 1e-4,
                };
            }
        }
    }
}
