using System.Text.Json;
using Decant.Cli.Benchmarks;
using Decant.Engine.Devices;
using Decant.Engine.Execution;
using Decant.Engine.Kernels;
using Decant.Reporting;

namespace Decant.Cli.Tests.Benchmarks;

public sealed class ProfileFilesTests
{
    [Fact]
    public void A_profile_tells_what_every_operator_took_and_how_fast_that_is()
    {
        var profile = new ExecutionProfile(TimeProvider.System);
        using var pool = new WorkerPool(1);
        StepBenchmark.Run(
            StepCase.Of("mlp1200-mlp64"),
            steps: 1,
            DeviceCatalogue.Default(pool, profile),
            TimeProvider.System,
            cancellation: TestContext.Current.CancellationToken
        );

        Assert.Equal(["teacher: mlp", "step: mlp"], profile.Tracks.Select(track => track.Name));
        var hidden = profile.Tracks[0].Entries.Single(entry => entry.Output == "layer2.active");
        Assert.Equal("Gemm+Relu", hidden.Operator);
        Assert.Equal(((2.0 * 128 * 1200 * 1200) + (128 * 1200)) * hidden.Runs, hidden.Flops);
        Assert.Equal(4.0 * ((128 * 1200) + (1200 * 1200) + 1200 + (128 * 1200)) * hidden.Runs, hidden.Bytes);
        Assert.True(hidden.Time > TimeSpan.Zero);
        var line = ProfileFiles
            .Table(profile)
            .Split('\n')
            .First(line => line.StartsWith("Gemm+Relu layer2.active ", StringComparison.Ordinal));
        Assert.Contains($" {hidden.Runs} ", line, StringComparison.Ordinal);
    }

    [Fact]
    public void The_trace_holds_every_run_with_its_beginning_and_length()
    {
        var profile = new ExecutionProfile(TimeProvider.System);
        using var pool = new WorkerPool(1);
        StepBenchmark.Run(
            StepCase.Of("mlp1200-mlp64"),
            steps: 1,
            DeviceCatalogue.Default(pool, profile),
            TimeProvider.System,
            cancellation: TestContext.Current.CancellationToken
        );
        var folder = Directory.CreateTempSubdirectory("decant-profile-");
        try
        {
            var file = Path.Combine(folder.FullName, "step.txt");
            ProfileFiles.Write(profile, file);
            using var trace = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.FullName, "step.trace.json")));
            var all = trace.RootElement.GetProperty("traceEvents").EnumerateArray().ToArray();
            var events = all.Where(one => one.GetProperty("ph").GetString() == "X").ToArray();

            Assert.Equal(profile.Tracks.Sum(track => track.Entries.Sum(entry => entry.Runs)), events.Length);
            Assert.Equal(
                profile.Tracks.Select(track => track.Name),
                all.Where(one => one.GetProperty("ph").GetString() == "M")
                    .Select(one => one.GetProperty("args").GetProperty("name").GetString())
            );
            var first = events
                .Where(one => one.GetProperty("tid").GetInt32() == 1)
                .Select(one => one.GetProperty("ts").GetDouble())
                .ToArray();
            Assert.Equal(first.Order(), first);
            Assert.StartsWith("All graphs: ", File.ReadAllText(file), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
