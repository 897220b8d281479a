using System.Formats.Tar;
using System.IO.Compression;
using Decant.Engine.Execution;
using Decant.Engine.Kernels;
using Decant.Engine.Onnx.Conformance;
using Decant.Tests.Shared;

namespace Decant.Engine.Tests.Onnx;

/// <summary>
/// The ONNX standard's own test vectors for single operators: every case whose operators are known here gives the standard's numbers.
/// </summary>
public sealed class StandardVectorTests(ITestOutputHelper output)
{
    private const string Older = "node-tests";
    private const string Newer = "node-tests-2026-08";
    private const string OldFiles = "pytorch-operator";

    private static readonly Dictionary<string, Lazy<IReadOnlyList<ConformanceCase>>> s_cases = new[]
    {
        Older,
        Newer,
        OldFiles,
    }.ToDictionary(archive => archive, archive => new Lazy<IReadOnlyList<ConformanceCase>>(() => Unpack(archive)));

    [Theory]
    [InlineData(Older, "reference", 1170)]
    [InlineData(Older, "managed", 1170)]
    [InlineData(Newer, "reference", 1688)]
    [InlineData(Newer, "managed", 1688)]
    [InlineData(OldFiles, "reference", 35)]
    [InlineData(OldFiles, "managed", 35)]
    public void Every_case_that_can_be_read_gives_the_numbers_of_the_standard(string archive, string kernels, int knownToPass)
    {
        using var pool = new WorkerPool(1);
        var results = SomeCases(archive).Select(@case => ConformanceRunner.Run(@case, DeviceCatalogue.Open(kernels, pool))).ToList();

        output.WriteLine(string.Join('\n', results.CountBy(result => result.Outcome).Select(count => $"{count.Value} {count.Key}")));
        output.WriteLine(
            string.Join(
                '\n',
                results
                    .CountBy(result => result.Operator ?? "passed")
                    .OrderByDescending(count => count.Value)
                    .Select(count => $"{count.Value} {count.Key}")
            )
        );
        Assert.Empty(
            results.Where(result => result.Outcome == ConformanceOutcome.Failed).Select(result => $"{result.Name}: {result.Reason}")
        );
        Assert.InRange(results.Count(result => result.Outcome == ConformanceOutcome.Passed), knownToPass, int.MaxValue);
    }

    [Fact]
    public void Every_case_that_is_written_again_gives_the_numbers_of_the_standard_in_ONNX_Runtime()
    {
        var cases = SomeCases(Older)
            .Select(@case => (@case.Name, Data: TryReadAndWrite(@case)))
            .Where(found => found.Data is not null)
            .ToList();
        var answers = OnnxRuntimeOracle.RunAll([
            .. cases.Select(found => new OnnxRuntimeOracle.Question(
                HandMade.Write(found.Data!.Graph, 23),
                found.Data.Inputs.Where(input => found.Data.Graph.Find(input.Key) is not null).ToDictionary()
            )),
        ]);
        var failures = new List<string>();
        var passed = 0;
        foreach (var ((name, read), answer) in cases.Zip(answers))
        {
            var problem = answer.Error
                ?? read!
                    .Outputs.Select(wanted => read.Tolerance.Compare(wanted.Key, wanted.Value, answer.Outputs[wanted.Key]).Problem)
                    .FirstOrDefault(found => found is not null);
            if (problem is null)
            {
                passed++;
            }
            else
            {
                failures.Add($"{name}: {problem}");
            }
        }

        output.WriteLine($"{passed} passed, {failures.Count} failed\n{string.Join('\n', failures)}");
        Assert.DoesNotContain(failures, failure => !IsLackOfTheRuntime(failure));
        Assert.InRange(passed, 1080, int.MaxValue);
    }

    private static bool IsLackOfTheRuntime(string failure) =>
        failure.Contains("NOT_IMPLEMENTED", StringComparison.OrdinalIgnoreCase)
        || failure.Contains("Could not find an implementation", StringComparison.Ordinal);

    private static ConformanceData? TryReadAndWrite(ConformanceCase @case)
    {
        try
        {
            var read = ConformanceData.Read(@case, @case.DataSets[0]);
            HandMade.Write(read.Graph, 23);
            return read;
        }
        catch (DecantException)
        {
            return null;
        }
    }

    private static IReadOnlyList<ConformanceCase> SomeCases(string archive)
    {
        if (PathOf(archive) is null)
        {
            Assert.Skip(
                $"The standard's vectors are missing: set DECANT_DATA to the folder of the test data, with onnx/{archive}.tar.gz in it."
            );
        }

        return s_cases[archive].Value;
    }

    private static string? PathOf(string archive) =>
        Environment.GetEnvironmentVariable("DECANT_DATA") is { Length: > 0 } folder
        && Path.Combine(folder, "onnx", $"{archive}.tar.gz") is var path
        && File.Exists(path)
            ? path
            : null;

    private static IReadOnlyList<ConformanceCase> Unpack(string archive)
    {
        var folder = Directory.CreateTempSubdirectory("decant-onnx-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        using var packed = new GZipStream(File.OpenRead(PathOf(archive)!), CompressionMode.Decompress);
        TarFile.ExtractToDirectory(packed, folder, overwriteFiles: false);
        return ConformanceCase.Below([folder]);
    }
}
