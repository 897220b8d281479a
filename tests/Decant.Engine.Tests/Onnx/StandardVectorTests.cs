using System.Formats.Tar;
using System.IO.Compression;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Engine.Onnx.Format;
using Decant.Tests.Shared;

namespace Decant.Engine.Tests.Onnx;

/// <summary>The ONNX standard's own test vectors for single operators: every case whose operators are known here gives the standard's numbers.</summary>
public class StandardVectorTests(ITestOutputHelper output)
{
    private static readonly Lazy<SortedDictionary<string, Dictionary<string, byte[]>>> Cases = new(Unpack);

    [Theory]
    [InlineData(KernelSet.Reference)]
    [InlineData(KernelSet.Managed)]
    public void Every_case_that_can_be_read_gives_the_numbers_of_the_standard(KernelSet kernels)
    {
        var failures = new List<string>();
        var refusals = new List<string>();
        var passed = 0;
        foreach (var (name, files) in SomeCases())
        {
            try
            {
                var (graph, inputs, expected, tolerance) = Read(files);
                var outputs = GraphRun.Of(graph, inputs, kernels);
                passed += Compare(name, expected, outputs, tolerance, failures);
            }
            catch (DecantException refusal)
            {
                refusals.Add(refusal.Message);
            }
        }

        output.WriteLine($"{passed} passed, {failures.Count} failed, {refusals.Count} not known");
        output.WriteLine(string.Join('\n', refusals.CountBy(Reason).OrderByDescending(reason => reason.Value).Select(reason => $"{reason.Value} {reason.Key}")));
        Assert.Empty(failures);
        Assert.InRange(passed, 380, int.MaxValue);
    }

    [Fact]
    public void Every_case_that_is_written_again_gives_the_numbers_of_the_standard_in_ONNX_Runtime()
    {
        var cases = SomeCases().Select(files => (files.Key, Case: TryReadAndWrite(files.Value))).Where(found => found.Case is not null).ToList();
        var answers = OnnxRuntimeOracle.RunAll([.. cases.Select(found => new OnnxRuntimeOracle.Question(HandMade.Write(found.Case!.Graph, 23), found.Case.Inputs
            .Where(input => found.Case.Graph.Find(input.Key) is not null).ToDictionary()))]);
        var failures = new List<string>();
        var passed = 0;
        foreach (var ((name, read), answer) in cases.Zip(answers))
        {
            if (answer.Error is not null)
            {
                failures.Add($"{name}: {answer.Error}");
            }
            else
            {
                passed += Compare(name, read!.Outputs, answer.Outputs, read.Tolerance, failures);
            }
        }

        output.WriteLine($"{passed} passed, {failures.Count} failed\n{string.Join('\n', failures)}");
        Assert.DoesNotContain(failures, failure => !IsLackOfTheRuntime(failure));
        Assert.InRange(passed, 380, int.MaxValue);
    }

    private static bool IsLackOfTheRuntime(string failure) => failure.Contains("NOT_IMPLEMENTED", StringComparison.OrdinalIgnoreCase) || failure.Contains("Could not find an implementation", StringComparison.Ordinal);

    // What stands between the last known place and the list of everything that is known.
    private static string Reason(string refusal) => refusal.Split("): ")[^1].Split("]: ")[^1].Split(';')[0];

    private static int Compare(string name, Dictionary<string, Tensor> expected, IReadOnlyDictionary<string, Tensor> outputs, double tolerance, List<string> failures)
    {
        var problem = expected.Select(wanted => TensorAssert.Difference(wanted.Value, outputs[wanted.Key], tolerance, 1e-6)).FirstOrDefault(found => found is not null);
        if (problem is not null)
        {
            failures.Add($"{name}: {problem}");
        }

        return problem is null ? 1 : 0;
    }

    private static Case? TryReadAndWrite(Dictionary<string, byte[]> files)
    {
        try
        {
            var read = Read(files);
            HandMade.Write(read.Graph);
            return read;
        }
        catch (DecantException)
        {
            return null;
        }
    }

    // Files of a case: the model, and inputs and outputs of its only data set in the model's order.
    private static Case Read(Dictionary<string, byte[]> files)
    {
        var model = ModelProto.Parser.ParseFrom(files["model.onnx"]);
        var inputs = new Dictionary<string, Tensor>();
        for (var i = 0; files.TryGetValue($"input_{i}.pb", out var bytes); i++)
        {
            inputs[model.Graph.Input[i].Name] = Tensor(bytes);
        }

        var graph = OnnxFile.Read(new MemoryStream(files["model.onnx"]), "model.onnx", null, inputs);
        var outputs = graph.Outputs.Select((value, i) => (value.Name, i)).ToDictionary(pair => pair.Name, pair => Tensor(files[$"output_{pair.i}.pb"]));
        return new Case(graph, inputs, outputs, model.Graph.Input.Concat(model.Graph.Output).Any(IsHalf) ? 1e-3 : 1e-4);
    }

    private static bool IsHalf(ValueInfoProto value) => value.Type.TensorType?.ElemType is OnnxElementType.Float16 or OnnxElementType.BFloat16;

    private static Tensor Tensor(byte[] bytes) => TensorFormat.Read(TensorProto.Parser.ParseFrom(bytes), new ExternalData(null));

    private static SortedDictionary<string, Dictionary<string, byte[]>> SomeCases()
    {
        if (Archive() is null)
        {
            Assert.Skip("The standard's vectors are missing: set DECANT_DATA to the folder of the test data, with onnx/node-tests.tar.gz in it.");
        }

        return Cases.Value;
    }

    private static string? Archive() => Environment.GetEnvironmentVariable("DECANT_DATA") is { Length: > 0 } folder
        && Path.Combine(folder, "onnx", "node-tests.tar.gz") is var path && File.Exists(path) ? path : null;

    private static SortedDictionary<string, Dictionary<string, byte[]>> Unpack()
    {
        var cases = new SortedDictionary<string, Dictionary<string, byte[]>>(StringComparer.Ordinal);
        using var archive = new TarReader(new GZipStream(File.OpenRead(Archive()!), CompressionMode.Decompress));
        while (archive.GetNextEntry() is { } entry)
        {
            var parts = entry.Name.Split('/', StringSplitOptions.RemoveEmptyEntries);
            var place = Array.IndexOf(parts, "node") + 1;
            if (entry.DataStream is null || place == 0 || parts.Length < place + 2)
            {
                continue;
            }

            using var bytes = new MemoryStream();
            entry.DataStream.CopyTo(bytes);
            cases.TryAdd(parts[place], []);
            cases[parts[place]][parts[^1]] = bytes.ToArray();
        }

        return cases;
    }

    private sealed record Case(Graph Graph, Dictionary<string, Tensor> Inputs, Dictionary<string, Tensor> Outputs, double Tolerance);
}
