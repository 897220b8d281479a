using Decant.Auditing;
using Decant.Data;
using Decant.Engine.Graphs;

namespace Decant.Tests.Auditing;

public sealed class DuplicateSamplesTests
{
    private const int Pixels = 4 * 4;

    // Pictures that count through their first pixels; which of them is where, is planted.
    [Fact]
    public void Leaked_samples_are_found_all_and_only_they()
    {
        var data = new DataSplits(
            Images([1, 2, 3, 2, 5, 5], [0, 0, 1, 0, 1, 0]),
            Images([7, 3, 8], [0, 0, 0]),
            Images([9, 5, 10, 1, 1], [1, 1, 1, 1, 1]),
            []
        );

        var found = DuplicateSamples.Of(data, TestContext.Current.CancellationToken);

        Assert.Equal([new(4, 1), new(0, 3), new(0, 4)], found.InTest);
        Assert.Equal([new(2, 1)], found.InValidation);
        Assert.Equal([new(1, 3), new(4, 5)], found.InTraining);
        Assert.Equal([new(4, 5)], found.Contradictions);
    }

    private static MemoryImages Images(int[] contents, int[] labels)
    {
        var pixels = new Tensor(ElementType.UInt8, contents.Length, 1, 4, 4);
        for (var n = 0; n < contents.Length; n++)
        {
            pixels.Span<byte>()[n * Pixels] = (byte)contents[n];
        }

        return new MemoryImages("planted", pixels, labels, ["a", "b"]);
    }
}
