using System.Text.Json;

namespace Decant.Cli.Tests;

public sealed class DataShowTextsTests
{
    [Fact]
    public void Texts_are_shown_with_their_lengths_and_the_recipe_that_reads_them()
    {
        using var folder = new WorkFolder();
        var lines = Enumerable.Range(0, 60).Select(n => $"it is a {(n % 2 == 0 ? "good" : "bad")} film of {n} minutes\t{n % 2}");
        File.WriteAllLines(Path.Combine(folder.Path, "train.tsv"), lines);

        var said = DecantProcess.Run(folder.Path, "data", "show", "train.tsv");
        Assert.Equal(0, said.ExitCode);
        Assert.Contains("texts of a vocabulary of", said.Messages + said.Results);
        Assert.Contains("Pieces of a text", said.Messages + said.Results);
        Assert.Contains("with task: text-classification above it", said.Messages + said.Results);

        var answer = DecantProcess.Run(folder.Path, "data", "show", "train.tsv", "--json", "--set", "data.max-length=6");
        using var json = JsonDocument.Parse(answer.Results);
        Assert.Equal("text", json.RootElement.GetProperty("source").GetString());
        var train = json.RootElement.GetProperty("parts")[0];
        Assert.Equal(6, train.GetProperty("pieces").GetProperty("longest").GetInt32());
        Assert.Equal(train.GetProperty("samples").GetInt32(), train.GetProperty("pieces").GetProperty("cut").GetInt32());
    }
}
