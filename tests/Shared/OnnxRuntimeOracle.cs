using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Decant.Engine.Graphs;

namespace Decant.Tests.Shared;

/// <summary>
/// ONNX Runtime, in a Node process of its own, as the second opinion on files that Decant writes. Needs Node and
/// <c>npm install --ignore-scripts</c> in tests/oracles/onnxruntime; without them the test that asks is skipped.
/// </summary>
public static class OnnxRuntimeOracle
{
    private static readonly Lazy<string?> Missing = new(FindWhatIsMissing);

    /// <summary>The folder of ONNX Runtime's own library in the package; null where it is not there.</summary>
    public static string? LibraryFolder => Directory.Exists(Path.Combine(Home(), "node_modules"))
        ? Directory.GetDirectories(Path.Combine(Home(), "node_modules", "onnxruntime-node", "bin"), "napi-v*").Select(version => Path.Combine(version, "linux", "x64")).FirstOrDefault(Directory.Exists)
        : null;

    /// <summary>A model and what it is given.</summary>
    public sealed record Question(byte[] Model, IReadOnlyDictionary<string, Tensor> Inputs);

    /// <summary>The outputs by name, or why there are none.</summary>
    public sealed record Answer(IReadOnlyDictionary<string, Tensor> Outputs, string? Error);

    /// <summary>Runs one model; the test fails if ONNX Runtime refuses it.</summary>
    public static IReadOnlyDictionary<string, Tensor> Run(byte[] model, IReadOnlyDictionary<string, Tensor> inputs)
    {
        var answer = RunAll([new Question(model, inputs)])[0];
        Assert.True(answer.Error is null, answer.Error);
        return answer.Outputs;
    }

    /// <summary>Runs many models in one process.</summary>
    public static IReadOnlyList<Answer> RunAll(IReadOnlyList<Question> questions)
    {
        SkipIfMissing();
        var folder = Directory.CreateTempSubdirectory("decant-oracle-").FullName;
        try
        {
            Ask(folder, questions);
            Start("node", [Path.Combine(Home(), "run.mjs"), folder]);
            return Read(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Skips the running test, with the reason, where the oracle cannot be asked.</summary>
    public static void SkipIfMissing()
    {
        if (Missing.Value is { } reason)
        {
            Assert.Skip($"ONNX Runtime cannot be asked: {reason}");
        }
    }

    private static void Ask(string folder, IReadOnlyList<Question> questions)
    {
        var files = 0;
        var list = questions.Select((question, i) =>
        {
            File.WriteAllBytes(Path.Combine(folder, $"{i}.onnx"), question.Model);
            return new
            {
                model = $"{i}.onnx",
                inputs = question.Inputs.Select(input =>
                {
                    var file = $"input-{files++}.bin";
                    File.WriteAllBytes(Path.Combine(folder, file), input.Value.Bytes().ToArray());
                    return new { name = input.Key, type = NameOf(input.Value.Type), dims = input.Value.Dimensions.ToArray(), file };
                }).ToArray(),
            };
        });
        File.WriteAllText(Path.Combine(folder, "questions.json"), JsonSerializer.Serialize(list.ToArray()));
    }

    private static List<Answer> Read(string folder)
    {
        using var answers = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "answers.json")));
        return [.. answers.RootElement.EnumerateArray().Select(answer => answer.TryGetProperty("error", out var error)
            ? new Answer(new Dictionary<string, Tensor>(), error.GetString())
            : new Answer(answer.GetProperty("outputs").EnumerateArray().ToDictionary(output => output.GetProperty("name").GetString()!, Read), null))];

        Tensor Read(JsonElement output)
        {
            var tensor = new Tensor(TypeOf(output.GetProperty("type").GetString()!), [.. output.GetProperty("dims").EnumerateArray().Select(size => size.GetInt32())]);
            File.ReadAllBytes(Path.Combine(folder, output.GetProperty("file").GetString()!)).CopyTo(tensor.Bytes());
            return tensor;
        }
    }

    private static string? FindWhatIsMissing()
    {
        if (!Directory.Exists(Path.Combine(Home(), "node_modules", "onnxruntime-node")))
        {
            return "run 'npm install --ignore-scripts' in tests/oracles/onnxruntime first.";
        }

        try
        {
            Start("node", ["--version"]);
            return null;
        }
        catch (Win32Exception)
        {
            return "the program 'node' is not installed.";
        }
    }

    private static void Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {errors}{output.Result}");
        }
    }

    private static string Home()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Decant.slnx")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? ".", "tests", "oracles", "onnxruntime");
    }

    private static string NameOf(ElementType type) => type.ToString().ToLowerInvariant();

    private static ElementType TypeOf(string name) => Enum.Parse<ElementType>(name, ignoreCase: true);
}
