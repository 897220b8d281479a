using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Decant.Engine.Onnx;

namespace Decant.Cli.Tests;

public sealed class ConvertTests
{
    // A network of 2 inputs, 2 units and 2 classes: name, sizes; numbers count up from 0.
    private static readonly (string Name, int[] Sizes)[] s_layers =
    [
        ("0.weight", [2, 2]),
        ("0.bias", [2]),
        ("2.weight", [2, 2]),
        ("2.bias", [2]),
    ];

    [Fact]
    public void Weights_become_an_ONNX_file_and_every_tensor_is_accounted_for()
    {
        using var folder = new WorkFolder();
        Write(folder, s_layers);

        var answer = DecantProcess.Run(
            folder.Path,
            "convert",
            "w.safetensors",
            "--model",
            "mlp",
            "--option",
            "hidden=[2]",
            "--input",
            "2",
            "--mean",
            "1",
            "--std",
            "2",
            "--out",
            "w.onnx"
        );

        Assert.Equal((0, ""), (answer.ExitCode, answer.Messages));
        Assert.Matches("layer1.weight +0.weight +\\[2, 2\\] +order\n", answer.Results);
        Assert.Matches("taken over +4\n *of other sizes +0\n *missing +0\n *left over +0\n", answer.Results);
        var network = OnnxFile.Read(Path.Combine(folder.Path, "w.onnx"));
        Assert.Equal([6f, 7, 8, 9], network["head.weight"].Data!.Span<float>().ToArray());
        Assert.Equal([2f], network["input.deviation"].Data!.Span<float>().ToArray());
        Assert.Equal("w.safetensors, safetensors", network.Metadata["decant.weights"]);
    }

    [Fact]
    public void A_program_reads_the_same_as_JSON()
    {
        using var folder = new WorkFolder();
        Write(folder, s_layers);

        var answer = DecantProcess.Run(
            folder.Path,
            "convert",
            "w.safetensors",
            "--model",
            "mlp",
            "--option",
            "hidden=[2]",
            "--input",
            "2",
            "--out",
            "w.onnx",
            "--json"
        );

        Assert.Equal((0, ""), (answer.ExitCode, answer.Messages));
        var json = JsonDocument.Parse(answer.Results).RootElement;
        Assert.Equal("safetensors", json.GetProperty("format").GetString());
        Assert.Equal(
            ["layer1.bias", "head.bias", "layer1.weight", "head.weight"],
            json.GetProperty("taken")
                .EnumerateArray()
                .Select(taken => taken.GetProperty("name").GetString()!)
                .OrderByDescending(name => name.EndsWith("bias", StringComparison.Ordinal))
        );
        Assert.Equal(0, json.GetProperty("leftOver").GetArrayLength());
    }

    [Fact]
    public void Nothing_is_written_where_weights_are_left_over_unless_a_part_is_asked_for()
    {
        using var folder = new WorkFolder();
        Write(folder, [.. s_layers, ("extra", [3])]);
        string[] words = ["convert", "w.safetensors", "--model", "mlp", "--option", "hidden=[2]", "--input", "2", "--out", "w.onnx"];

        var refused = DecantProcess.Run(folder.Path, words);

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("left over in the file: extra [3]", refused.Messages);
        Assert.False(File.Exists(Path.Combine(folder.Path, "w.onnx")));
        Assert.Equal(0, DecantProcess.Run(folder.Path, [.. words, "--partial"]).ExitCode);
        Assert.True(File.Exists(Path.Combine(folder.Path, "w.onnx")));
    }

    [Theory]
    [InlineData("expected --model NAME or --onnx FILE, received neither", "w.safetensors")]
    [InlineData("expected --model NAME or --onnx FILE, received both", "w.safetensors", "--model", "mlp", "--onnx", "x.onnx")]
    [InlineData("--input: expected the sizes of one sample", "w.safetensors", "--model", "mlp")]
    [InlineData(
        "--input: expected one size or three from 1 to 65536, such as 3x32x32, received '3x32'",
        "w.safetensors",
        "--model",
        "mlp",
        "--input",
        "3x32"
    )]
    [InlineData(
        "--mean and --std: expected one number, or one for each of the 2 channels",
        "w.safetensors",
        "--model",
        "mlp",
        "--input",
        "2",
        "--mean",
        "1,2,3"
    )]
    [InlineData(
        "resnet: depht: unknown key 'depht'; nearest: 'depth'",
        "w.safetensors",
        "--model",
        "resnet",
        "--input",
        "3x8x8",
        "--option",
        "depht=20"
    )]
    [InlineData("unknown model 'resnets'; nearest: 'resnet'", "w.safetensors", "--model", "resnets", "--input", "3x8x8")]
    [InlineData("it asks for 'os.system'", "evil.pt", "--model", "mlp", "--input", "2")]
    [InlineData("there is no such file", "gone.pt", "--model", "mlp", "--input", "2")]
    public void What_cannot_be_converted_is_refused_with_the_way_out(string expected, params string[] words)
    {
        using var folder = new WorkFolder();
        Write(folder, s_layers);
        File.WriteAllBytes(Path.Combine(folder.Path, "evil.pt"), Encoding.Latin1.GetBytes("\u0080\u0002cos\nsystem\n(U\u0004exit1tR."));

        var answer = DecantProcess.Run(folder.Path, ["convert", .. words, "--out", "w.onnx"]);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Results));
        Assert.Contains(expected, answer.Messages);
    }

    private static void Write(WorkFolder folder, IReadOnlyList<(string Name, int[] Sizes)> layers)
    {
        var (entries, count) = (new List<string>(), 0);
        foreach (var (name, sizes) in layers)
        {
            var next = count + sizes.Aggregate((product, size) => product * size);
            entries.Add(
                $$"""
                "{{name}}":{"dtype":"F32","shape":[{{string.Join(',', sizes)}}],"data_offsets":[{{4 * count}},{{4 * next}}]}
                """
            );
            count = next;
        }

        var header = Encoding.UTF8.GetBytes($"{{{string.Join(',', entries)}}}");
        float[] numbers = [.. Enumerable.Range(0, count).Select(number => (float)number)];
        File.WriteAllBytes(
            Path.Combine(folder.Path, "w.safetensors"),
            [.. BitConverter.GetBytes((long)header.Length), .. header, .. MemoryMarshal.AsBytes<float>(numbers)]
        );
    }
}
