namespace Decant.Cli.Tests;

public sealed class SampleTests
{
    [Fact]
    public void A_loss_of_ones_own_trains_a_student_that_is_better_than_chance()
    {
        using var folder = new WorkFolder();

        var answer = DecantProcess.RunSample(folder.Path, "CustomLoss");

        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("teacher   seed 1  training 1 of 3", answer.Messages); // a library is not silent while it works
        Assert.Contains("Distillation", answer.Results);
        Assert.True(File.Exists(folder.File("runs", "custom-loss", "student.onnx")));
        Assert.Contains("- hellinger: { weight: 3 }", File.ReadAllText(folder.File("runs", "custom-loss", "recipe.yaml")));
        var summary = System.Text.Json.JsonDocument.Parse(File.ReadAllText(folder.File("runs", "custom-loss", "summary.json"))).RootElement;
        var distilled = summary.GetProperty("arms").EnumerateArray().Single(arm => arm.GetProperty("name").GetString() == "distilled");
        Assert.True(distilled.GetProperty("test").GetProperty("accuracy").GetProperty("mean").GetDouble() > 0.5);
    }
}
