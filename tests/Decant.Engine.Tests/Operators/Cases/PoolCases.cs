using Decant.Engine.Operators;

namespace Decant.Engine.Tests.Operators.Cases;

/// <summary>Pools over images of both orders.</summary>
internal static class PoolCases
{
    public static IEnumerable<OperatorCase> All()
    {
        (string Name, Window Window)[] windows =
        [
            ("2×2", Window.Square(2, 2)),
            ("3×3 overlapping, padded", Window.Square(3, 2, 1)),
            ("3×3 of stride 1", Window.Square(3, 1, 1)),
            ("dilation 2", Window.Square(2, 1, 0, 2)),
            ("ceil mode", Window.Square(2, 2) with { CeilMode = true }),
            ("ceil mode, padded", Window.Square(3, 2, 1) with { CeilMode = true }),
            ("uneven", new(3, 2, 1, 2, PadTop: 1, PadLeft: 0, PadBottom: 0, PadRight: 1)),
            ("the whole image", new(5, 7)),
        ];
        foreach (var (name, window) in windows)
        {
            yield return new($"MaxPool {name}", b => b.Numbers("N", 3, 5, 7).MaxPool(window));
            yield return new($"MaxPool {name} of a channels-last image", b => b.ChannelsLast("N", 17, 5, 7).MaxPool(window))
            {
                Sizes = [2, 1, 0],
            };
            foreach (var count in new[] { false, true })
            {
                var padding = count ? "counted" : "left out";
                yield return new($"AveragePool {name}, padding {padding}", b => b.Numbers("N", 3, 5, 7).AveragePool(window, count));
                yield return new($"AveragePool {name}, padding {padding}, of a channels-last image", b =>
                    b.ChannelsLast("N", 17, 5, 7).AveragePool(window, count)
                )
                {
                    Sizes = [2, 1, 0],
                };
            }
        }

        yield return new("GlobalAveragePool", b => b.Numbers("N", 3, 5, 7).GlobalAveragePool());
        yield return new("GlobalAveragePool of a channels-last image", b => b.ChannelsLast("N", 17, 5, 7).GlobalAveragePool());
        yield return new("GlobalAveragePool of sequences", b => b.Numbers("N", 3, 9).GlobalAveragePool());
        yield return new("GlobalAveragePool of five axes", b => b.Numbers("N", 2, 3, 2, 3).GlobalAveragePool());
    }
}
