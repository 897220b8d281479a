using System.Text.Json;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Engine.Operators;

namespace Decant.Cli.Tests;

public sealed class ConformanceTests
{
    [Fact]
    public void Cases_that_pass_fail_or_cannot_be_known_are_counted_and_named()
    {
        using var folder = new WorkFolder();
        Case(folder, "right", expected: 2);
        Case(folder, "wrong", expected: 3);
        Case(folder, "strange", expected: 2, name: "Softmax", becomes: "Softmix");

        var answer = DecantProcess.Run(folder.Path, "conformance", ".");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("failed       wrong: output 'y', element 0 of Float32[1]: expected 3, received 2.\n", answer.Results);
        Assert.Contains("unsupported  strange (Softmix)\n", answer.Results);
        Assert.Matches(@"passed +1\n *failed +1\n *unsupported +1\n", answer.Results);
    }

    [Fact]
    public void A_program_reads_counts_and_cases()
    {
        using var folder = new WorkFolder();
        Case(folder, "right", expected: 2);

        var answer = DecantProcess.Run(folder.Path, "conformance", "right", "--json");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Messages));
        var json = JsonDocument.Parse(answer.Results).RootElement;
        Assert.Equal(
            (1, 0, 0),
            (json.GetProperty("passed").GetInt32(), json.GetProperty("failed").GetInt32(), json.GetProperty("unsupported").GetInt32())
        );
        Assert.Equal(
            ("right", "passed", 0.0),
            (Text(json, "name"), Text(json, "outcome"), json.GetProperty("cases")[0].GetProperty("largestError").GetDouble())
        );
    }

    [Fact]
    public void A_folder_without_cases_is_refused_with_what_was_expected()
    {
        using var folder = new WorkFolder();

        var answer = DecantProcess.Run(folder.Path, "conformance", ".");

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("'.': expected folders with model.onnx and test_data_set_* (the ONNX test layout), found none.", answer.Messages);
    }

    private static string Text(JsonElement json, string key) => json.GetProperty("cases")[0].GetProperty(key).GetString()!;

    // y = x + 1 with x = 1, next to a softmax whose operator may get another name of the same length.
    private static void Case(WorkFolder folder, string @case, float expected, string name = "", string becomes = "")
    {
        var place = Path.Combine(folder.Path, @case);
        var data = Directory.CreateDirectory(Path.Combine(place, "test_data_set_0")).FullName;
        var graph = new Graph();
        var x = graph.AddInput("x", ElementType.Float32, new Shape(1));
        graph.AddOutput(x + 1, "y");
        graph.AddOutput(x.Softmax(), "z");
        OnnxFile.Write(graph, Path.Combine(place, "model.onnx"));
        if (name.Length > 0)
        {
            var latin = System.Text.Encoding.Latin1;
            var model = Path.Combine(place, "model.onnx");
            File.WriteAllBytes(
                model,
                latin.GetBytes(latin.GetString(File.ReadAllBytes(model)).Replace(name, becomes, StringComparison.Ordinal))
            );
        }

        File.WriteAllBytes(Path.Combine(data, "input_0.pb"), Tensor(1));
        File.WriteAllBytes(Path.Combine(data, "output_0.pb"), Tensor(expected));
        File.WriteAllBytes(Path.Combine(data, "output_1.pb"), Tensor(1));
    }

    // TensorProto by hand: dims = 1 (field 1), data_type = FLOAT (field 2), raw_data (field 9).
    private static byte[] Tensor(float number) => [0x08, 1, 0x10, 1, 0x4A, 4, .. BitConverter.GetBytes(number)];
}
