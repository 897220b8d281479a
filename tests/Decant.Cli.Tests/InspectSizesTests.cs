using System.Text.Json;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Engine.Operators;

namespace Decant.Cli.Tests;

public sealed class InspectSizesTests
{
    [Fact]
    public void Free_sizes_take_the_numbers_that_are_given_by_name()
    {
        using var folder = Written();
        var answer = DecantProcess.Run(folder.Path, "inspect", "free.onnx", "--dim", "H=640", "--dim", "N=2", "--json");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Messages));
        var input = JsonDocument.Parse(answer.Results).RootElement.GetProperty("inputs")[0];
        Assert.Equal(["2", "640", "W"], input.GetProperty("shape").EnumerateArray().Select(size => size.ToString()));
    }

    [Theory]
    [InlineData("H", "--dim: expected a name and a number of 1 or more, such as H=640, received 'H'.")]
    [InlineData("H=0", "received 'H=0'")]
    [InlineData("H=-3", "received 'H=-3'")]
    [InlineData("Q=3", "unknown free size 'Q'; known: N, H, W")]
    public void What_is_no_size_is_refused(string text, string reason)
    {
        using var folder = Written();
        var answer = DecantProcess.Run(folder.Path, "inspect", "free.onnx", "--dim", text);

        Assert.NotEqual(0, answer.ExitCode);
        Assert.Contains(reason, string.Join(' ', answer.Messages.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    private static WorkFolder Written()
    {
        var (folder, graph) = (new WorkFolder(), new Graph("free"));
        graph.AddOutput(graph.AddInput("x", ElementType.Float32, new Shape("N", "H", "W")).Exp(), "y");
        OnnxFile.Write(graph, folder.File("free.onnx"));
        return folder;
    }
}
