using Decant.Engine.Randomness;
using Decant.Tasks.Classes;

namespace Decant.Tests.Tasks.Classes;

public sealed class ClassOrderSearchTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 3)]
    [InlineData(4, 6)]
    [InlineData(5, 5)]
    public void The_assignment_has_the_largest_sum_of_all_there_are(int rows, int columns)
    {
        var stream = new RandomStream(5, $"{rows}x{columns}");
        for (var trial = 0; trial < 20; trial++)
        {
            var gain = new double[rows, columns];
            for (var i = 0; i < gain.Length; i++)
            {
                gain[i / columns, i % columns] = stream.NextNormal();
            }

            var found = Assignment.Largest(gain);

            Assert.Equal(rows, found.Distinct().Count());
            Assert.Equal(Best(gain, 0, []), found.Select((column, row) => gain[row, column]).Sum(), 1e-12);
        }

        static double Best(double[,] gain, int row, HashSet<int> taken) =>
            row == gain.GetLength(0)
                ? 0
                : Enumerable
                    .Range(0, gain.GetLength(1))
                    .Where(column => !taken.Contains(column))
                    .Max(column => gain[row, column] + Best(gain, row + 1, [.. taken, column]));
    }

    [Fact]
    public void A_list_of_classes_that_is_rotated_by_one_is_found()
    {
        var (logits, labels) = Answers(10, 10, 60, label => (label + 1) % 10, strength: 4);

        var order = ClassOrderSearch.Run(logits, 10, labels, 10)!.Value;

        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 0], order.Columns);
        Assert.True(order.Accuracy > 0.8);
    }

    [Fact]
    public void The_columns_of_a_few_classes_among_many_are_found()
    {
        var (logits, labels) = Answers(4, 30, 80, label => 7 * label, strength: 5);

        Assert.Equal([0, 7, 14, 21], ClassOrderSearch.Run(logits, 30, labels, 4)!.Value.Columns);
    }

    // The best of 10! orders is right on a third of 60 samples by chance; it must not be taken for knowledge.
    [Fact]
    public void Noise_has_no_order()
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            var (logits, labels) = Answers(10, 10, 60, label => 0, strength: 0, seed);
            Assert.Null(ClassOrderSearch.Run(logits, 10, labels, 10));
        }
    }

    private static (float[] Logits, int[] Labels) Answers(
        int classes,
        int columns,
        int count,
        Func<int, int> columnOf,
        float strength,
        ulong seed = 1
    )
    {
        var stream = new RandomStream(seed, "answers");
        int[] labels = [.. Enumerable.Range(0, count).Select(n => n % classes)];
        var logits = new float[count * columns];
        foreach (ref var logit in logits.AsSpan())
        {
            logit = (float)stream.NextNormal();
        }

        for (var n = 0; n < count; n++)
        {
            logits[(n * columns) + columnOf(labels[n])] += strength;
        }

        return (logits, labels);
    }
}
