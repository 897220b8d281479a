using Decant.Data;
using Decant.Engine;
using Decant.Tasks;

namespace Decant.Tests.Tasks.Classes;

public sealed class ClassificationTests
{
    [Fact]
    public void Rows_are_no_images_and_images_are_no_rows()
    {
        var refusal = Refusal("image-classification", Rows(2, 0, 1));
        Assert.Contains("expected images [C, H, W], received samples of shape [1]", refusal);
        Assert.Contains("For these samples write task: table-classification", refusal);
        LearningTasks.Of("table-classification").Check(Splits(Rows(2, 0, 1)), LearningGoal.Classes);
    }

    [Fact]
    public void One_class_alone_cannot_be_learned() =>
        Assert.Contains("expected 2 classes or more, 'rows' has 1", Refusal("table-classification", Rows(1, 0, 0)));

    [Fact]
    public void Classes_without_samples_are_named_the_first_five_of_them() =>
        Assert.Contains("'rows' has no sample of class 1, 2, 3, 4, 5 and 194 more.", Refusal("table-classification", Rows(201, 0, 200)));

    private static string Refusal(string task, Dataset data) =>
        Assert.Throws<DecantException>(() => LearningTasks.Of(task).Check(Splits(data), LearningGoal.Classes)).Message;

    private static DataSplits Splits(Dataset data) => new(data, data, data, []);

    private static MemoryTable Rows(int classes, params int[] labels) =>
        new("rows", ["x"], new float[labels.Length], labels, [.. Enumerable.Range(0, classes).Select(label => $"{label}")]);
}
