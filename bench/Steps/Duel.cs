using System.Diagnostics;
using System.Text.Json;
using Decant.Engine.Kernels;
using Decant.Kernels.Bench;

namespace Decant.Steps.Bench;

/// <summary>One case, ours and the peer's in turn. A round in which the machine reached under 90 % of its best multiply-add peak is repeated.</summary>
internal sealed class Duel(string @case, int threads, string python)
{
    private const double Quiet = 0.9;
    private const int MostRepeats = 3;
    private static double s_best;

    public string Case => @case;

    /// <summary>The fastest step of each round, ms.</summary>
    public List<double> Ours { get; } = [];

    public List<double> Theirs { get; } = [];

    public List<double> Stored { get; } = [];

    public List<double> WithoutTeacher { get; } = [];

    public long ManagedBytes { get; private set; }

    /// <summary>The best peak of all rounds, GFLOP/s.</summary>
    public double Peak { get; private set; }

    public int Repeated { get; private set; }

    public void Round()
    {
        for (var attempt = 0; ; attempt++)
        {
            var before = Probe();
            var ours = Run("dotnet", [typeof(Decant.Cli.ExitCode).Assembly.Location, "bench", "step", "--case", @case, "--threads", $"{threads}", "--steps", "10", "--json"]);
            var theirs = Run(python, [Path.Combine(PerformancePage.Root(), "bench", "peer.py"), "--case", @case, "--threads", $"{threads}", "--steps", "10"]);
            var after = Probe();
            Peak = Math.Max(Peak, Math.Max(before, after));
            if (Math.Min(before, after) < Quiet * s_best && attempt < MostRepeats)
            {
                Repeated++;
                continue;
            }

            Ours.Add(Best(ours!.Value, "step"));
            Stored.Add(Best(ours.Value, "step_with_stored_targets"));
            WithoutTeacher.Add(Best(ours.Value, "step_without_teacher"));
            ManagedBytes = ours.Value.GetProperty("managed_bytes_per_step").GetInt64();
            if (theirs is { } peer)
            {
                Theirs.Add(Best(peer, "step"));
            }

            return;
        }
    }

    private static double Best(JsonElement answer, string what) => answer.GetProperty(what).GetProperty("best_ms").GetDouble();

    private double Probe()
    {
        using var pool = new WorkerPool(threads);
        var fastest = double.PositiveInfinity;
        for (var i = 0; i < 10; i++)
        {
            var probe = new MultiplyAddPeak();
            var start = Stopwatch.GetTimestamp();
            pool.Run(ref probe, 8 * threads);
            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        var peak = MultiplyAddPeak.Operations * 8 * threads / fastest / 1e9;
        s_best = Math.Max(s_best, peak);
        return peak;
    }

    // Null where the program is not there or cannot do it.
    private JsonElement? Run(string program, string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["OMP_NUM_THREADS"] = $"{threads}";
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? JsonDocument.Parse(text).RootElement : program == "dotnet" ? throw new InvalidOperationException(errors.Result) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
