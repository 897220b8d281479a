using System.Text;

namespace Decant.Steps.Bench;

/// <summary>docs/performance.md.</summary>
internal static class PerformancePage
{
    // Fastest PyTorch step over fastest Decant step on two threads that is aimed at.
    private static readonly Dictionary<(string, string), double> s_targets = new()
    {
        [("mlp1200-mlp800", "f32")] = 1.8,
        [("mlp1200-mlp64", "f32")] = 2,
        [("resnet56-resnet20", "f32")] = 1.3,
        [("resnet56-resnet8", "f32")] = 1.4,
        [("encoder4x256-encoder2x128", "f32")] = 2,
    };

    private const double HalfTarget = 1.5;

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

    public static string Of(IReadOnlyList<Duel> duels, IReadOnlyList<InferenceDuel> inference, double? startUp, Rounds probes, int rounds)
    {
        var text = new StringBuilder(
            $"""
            # Performance

            One distillation step on two threads: teacher forward, student forward and backward, T = 4, SGD with momentum; batches of 128 images
            or vectors, or 32 sequences of 128 words. Decant and PyTorch (`bench/peer.py`) ran in turn in {rounds} rounds of processes of their own,
            each round between two probes of the machine; a round under 90 % of the best multiply-add peak was repeated. The fastest of all rounds counts.
            Written by `bench/run`; `bench/README.md` describes the method.

            Machine: {Machine()}; multiply-adds {probes.Peak / 1e9:F0} GFLOP/s, copy {probes.Bandwidth / 1e9:F1} GB/s.
            Peer: {duels.Select(duel => duel.Blas).FirstOrDefault(blas => blas is not null) ?? "not there"}.

            ## Steps

            f32 and bf16 run on the kernels that `--kernels auto` takes: Decant's own, for bf16 oneDNN on processors with matrix units. *Roofline* is the time that the machine needs at least,
            FLOPs/peak + bytes/bandwidth; in bf16 the processor's matrix units lie above that peak, so none is shown.

            | case | precision | Decant, ms | PyTorch, ms | ratio | aim | slowest round, ms | roofline, ms | share |
            |---|---|---|---|---|---|---|---|---|

            """.ReplaceLineEndings("\n")
        );
        foreach (var duel in duels.Where(duel => duel.Ours.Count > 0))
        {
            var isSingle = duel.Precision == "f32";
            var roof = 1e3 * ((duel.Case.Flops / probes.Peak) + (duel.Case.Bytes / probes.Bandwidth));
            text.Append(
                $"| {duel.Case.Name} | {duel.Precision} | {duel.Ours.Min():F2} | {Least(duel.Theirs)} | "
                    + $"{Ratio(duel.Theirs, duel.Ours)} | "
                    + $"{s_targets.GetValueOrDefault((duel.Case.Name, duel.Precision), HalfTarget)}× | "
                    + $"{duel.Ours.Max():F2} | {(isSingle ? $"{roof:F2}" : "")} | "
                    + $"{(isSingle ? $"{roof / duel.Ours.Min():P0}" : "")} |\n"
            );
        }

        text.Append(
            "\n| case | precision | with stored answers, ms | without teacher, ms | ratio (aim: at most 1.1) | "
                + "managed bytes per step | memory, MB | PyTorch's growth, MB |\n|---|---|---|---|---|---|---|---|\n"
        );
        foreach (var duel in duels.Where(duel => duel.Ours.Count > 0))
        {
            text.Append(
                $"| {duel.Case.Name} | {duel.Precision} | {duel.Stored.Min():F2} | {duel.WithoutTeacher.Min():F2} | "
                    + $"{duel.Stored.Min() / duel.WithoutTeacher.Min():F2} | {duel.ManagedBytes} | {duel.Memory / 1e6:F1} "
                    + $"| {(duel.TheirMemory is { } theirs ? $"{theirs / 1e6:F1}" : "")} |\n"
            );
        }

        text.Append(
            "\nMemory is the teacher's weights, the student's weights, gradients and moments, and the memory that "
                + "both work in; PyTorch's is the growth of its peak resident memory from before the networks were made.\n"
        );
        text.Append(
            "\n## Inference\n\nExported networks, float32, against ONNX Runtime in one process; the aim is 1×.\n\n| "
                + "network | batch | Decant, ms | ONNX Runtime, ms | ratio | slowest round, ms | share of the roofline "
                + "|\n|---|---|---|---|---|---|---|\n"
        );
        foreach (var duel in inference.Where(duel => duel.Ours.Count > 0))
        {
            text.Append(
                $"| {duel.Name} | {duel.Batch} | {duel.Ours.Min():F3} | "
                    + $"{(duel.Theirs.Count == 0 ? "" : $"{duel.Theirs.Min():F3}")} | {Ratio(duel.Theirs, duel.Ours)} | "
                    + $"{duel.Ours.Max():F3} | {duel.Share:P0} |\n"
            );
        }

        text.Append(
            $"\n## "
                + $"Start\n\n{(startUp is { } seconds ? $"From the start of `decant distill recipes/mnist.yaml` to the end of its first training step: {seconds:F2} s (aim: under 2)." : "Not measured: the data of recipes/mnist.yaml were not there.")}\n"
        );
        text.Append(
            $"\n## The machine during the measurements\n\nRounds repeated for noise: {probes.Repeated}. Processor "
                + $"time that the host gave to other guests: {probes.Disturbances.Average(one => one.Stolen):P1} on "
                + $"average, {probes.Disturbances.Max(one => one.Stolen):P1} in the worst round.\n"
        );
        text.Append(
            $"Time in which some task waited for a processor, the timed ones included: "
                + $"{probes.Disturbances.Average(one => one.Waiting):P0} on average, "
                + $"{probes.Disturbances.Max(one => one.Waiting):P0} in the worst round.\n"
        );
        var notes = Path.Combine(Root(), "bench", "performance-notes.md");
        return text.Append(File.Exists(notes) ? "\n" + File.ReadAllText(notes) : "").ToString();
    }

    private static string Least(List<double> times) => times.Count == 0 ? "" : $"{times.Min():F2}";

    private static string Ratio(List<double> theirs, List<double> ours) =>
        theirs.Count == 0 ? "no peer" : $"{theirs.Min() / ours.Min():F2}×";

    private static string Machine()
    {
        var model = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo")
                .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
                ?.Split(':')[1]
                .Trim()
            : null;
        return $"{model ?? "unknown processor"}, {Environment.ProcessorCount} logical processors, .NET "
            + $"{Environment.Version}, {System.Runtime.InteropServices.RuntimeInformation.OSDescription}";
    }
}
