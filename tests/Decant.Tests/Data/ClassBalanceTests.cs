using Decant.Data;

namespace Decant.Tests.Data;

public class ClassBalanceTests
{
    [Fact]
    public void Classes_that_are_about_equally_frequent_need_no_word() => Assert.Empty(Notes([100, 90, 110]));

    [Fact]
    public void A_class_without_test_samples_is_named_with_its_training_samples() =>
        Assert.Contains(
            "Warning: no test sample is of class c (3 in training). Nothing will be known about it, and no metric counts it.",
            Assert.Single(Notes([50, 50, 0], [40, 40, 3]))
        );

    [Fact]
    public void A_class_without_validation_samples_is_named() =>
        Assert.Contains(
            "no validation sample is of class b",
            Assert.Single(ClassBalance.Notes(Of([50, 50]), Of([20, 0]), Of([50, 50]))).Text
        );

    [Fact]
    public void A_rare_class_and_the_share_of_the_most_frequent_are_named()
    {
        var notes = Notes([970, 20, 10]).ToArray();
        Assert.Equal(2, notes.Length);
        Assert.StartsWith("Warning: few test samples are of class c (10 of 1000).", notes[0]);
        Assert.StartsWith("Warning: always answering a reaches 97.0 % accuracy on the test part.", notes[1]);
    }

    [Fact]
    public void Samples_without_classes_need_no_word() => Assert.Empty(ClassBalance.Notes(Of([]), Of([]), Of([])));

    private static IEnumerable<string> Notes(int[] test, int[]? train = null) =>
        ClassBalance.Notes(Of(train ?? test), Of([.. test.Select(_ => 10)]), Of(test)).Select(notice => notice.Text);

    private static MemoryTable Of(int[] counts)
    {
        int[] labels = [.. counts.SelectMany((count, label) => Enumerable.Repeat(label, count))];
        return new MemoryTable("rows", ["x"], new float[labels.Length], labels, [.. counts.Select((_, label) => $"{(char)('a' + label)}")]);
    }
}
