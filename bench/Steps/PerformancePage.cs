using System.Text;
using Decant.Benchmarks;

namespace Decant.Steps.Bench;

/// <summary>docs/performance.md.</summary>
internal static class PerformancePage
{
    // Fastest PyTorch step over fastest Decant step, both in float32 on two threads, that is aimed at.
    private static readonly Dictionary<string, double> s_targets = new()
    {
        ["mlp1200-mlp800"] = 1.8, ["mlp1200-mlp64"] = 2, ["resnet56-resnet20"] = 1.3, ["resnet56-resnet8"] = 1.4, ["encoder4x256-encoder2x128"] = 2,
    };

    public static string Place() => Path.Combine(Root(), "docs", "performance.md");

    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Decant.slnx")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }

    public static string Of(IReadOnlyList<Duel> duels, int rounds)
    {
        var text = new StringBuilder($"""
            # Performance

            One distillation step in float32 on two threads: teacher forward, student forward and backward, T = 4, SGD with momentum; batches of 128 images
            or vectors, or 32 sequences of 128 words. Decant and PyTorch (`bench/peer.py`) ran in turn in {rounds} rounds of processes of their own,
            each round between two probes of the machine's multiply-add peak; a round under 90 % of the best peak was repeated. The fastest
            of all rounds counts. Written by `bench/run`; `bench/README.md` tells the method.

            Machine: {Machine()}.

            | case | Decant, ms | PyTorch, ms | ratio | aim | slowest round, ms | arithmetic at peak, ms | share |
            |---|---|---|---|---|---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (var duel in duels)
        {
            var roof = StepCase.Of(duel.Case).Flops / duel.Peak / 1e6;
            var ratio = duel.Theirs.Count == 0 ? "no peer" : $"{duel.Theirs.Min() / duel.Ours.Min():F2}×";
            text.Append($"| {duel.Case} | {duel.Ours.Min():F2} | {(duel.Theirs.Count == 0 ? "" : $"{duel.Theirs.Min():F2}")} | {ratio} | {s_targets[duel.Case]}× | {duel.Ours.Max():F2} | {roof:F2} | {roof / duel.Ours.Min():P0} |\n");
        }

        text.Append("\n| case | step with stored answers, ms | step without teacher, ms | ratio (aim: at most 1.1) | managed bytes per step |\n|---|---|---|---|---|\n");
        foreach (var duel in duels)
        {
            text.Append($"| {duel.Case} | {duel.Stored.Min():F2} | {duel.WithoutTeacher.Min():F2} | {duel.Stored.Min() / duel.WithoutTeacher.Min():F2} | {duel.ManagedBytes} |\n");
        }

        text.Append($"\nRounds repeated for noise: {duels.Sum(duel => duel.Repeated)}. Processor time taken by other guests of the host since its start: {Steal()}.\n");
        var notes = Path.Combine(Root(), "bench", "performance-notes.md");
        return text.Append(File.Exists(notes) ? "\n" + File.ReadAllText(notes) : "").ToString();
    }

    private static string Machine()
    {
        var model = File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() : null;
        return $"{model ?? "unknown processor"}, {Environment.ProcessorCount} logical processors, .NET {Environment.Version}, {System.Runtime.InteropServices.RuntimeInformation.OSDescription}";
    }

    private static string Steal()
    {
        if (!File.Exists("/proc/stat"))
        {
            return "unknown";
        }

        var numbers = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(long.Parse).ToArray();
        return $"{(double)numbers[7] / numbers.Sum():P1}";
    }
}
