using Decant.Runs;

namespace Decant.Tests.Runs;

public class ClassConfusionTests
{
    [Fact]
    public void The_most_frequent_come_first_and_equal_ones_in_class_order()
    {
        var counts = new ConfusionCounts(3, [8, 2, 0, 0, 5, 5, 2, 0, 18]);

        Assert.Equal([new(1, 2, 5, 0.5), new(0, 1, 2, 0.2), new(2, 0, 2, 0.1)], ClassConfusion.Biggest(counts, 6));
    }

    [Fact]
    public void No_error_is_no_confusion() => Assert.Empty(ClassConfusion.Biggest(new ConfusionCounts(2, [3, 0, 0, 4]), 6));
}
