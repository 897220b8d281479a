using System.Text.Json;
using Decant.Cli.Benchmarks;

namespace Decant.Steps.Bench;

/// <summary>One case in one precision, ours and the peer's in turn.</summary>
internal sealed class Duel(StepCase @case, string precision, int threads, string python)
{
    // The fastest of few steps of a few milliseconds each says little.
    private readonly string _steps = @case.Name.StartsWith("mlp", StringComparison.Ordinal) ? "400" : "10";

    public StepCase Case => @case;

    public string Precision => precision;

    /// <summary>The fastest step of each round, ms.</summary>
    public List<double> Ours { get; } = [];

    public List<double> Theirs { get; } = [];

    public List<double> Stored { get; } = [];

    public List<double> WithoutTeacher { get; } = [];

    public long ManagedBytes { get; private set; }

    /// <summary>Weights, gradients, moments and working memory, bytes.</summary>
    public long Memory { get; private set; }

    /// <summary>How far the peer's resident memory grew, bytes; null without a peer.</summary>
    public long? TheirMemory { get; private set; }

    /// <summary>The peer's linear algebra; null without a peer.</summary>
    public string? Blas { get; private set; }

    public void Round(Rounds rounds)
    {
        var (ours, theirs) = rounds.Run(() =>
            (
                ChildProcess.Answer(
                    ChildProcess.Start(
                        "dotnet",
                        threads,
                        [
                            ChildProcess.Decant,
                            "bench",
                            "step",
                            "--case",
                            @case.Name,
                            "--threads",
                            $"{threads}",
                            "--steps",
                            _steps,
                            "--json",
                            .. precision == "f32" ? [] : new[] { "--precision", precision },
                        ]
                    )
                ),
                ChildProcess.Answer(
                    ChildProcess.Start(
                        python,
                        threads,
                        Path.Combine(PerformancePage.Root(), "bench", "peer.py"),
                        "--case",
                        @case.Name,
                        "--precision",
                        precision,
                        "--threads",
                        $"{threads}",
                        "--steps",
                        _steps
                    )
                )
            )
        );
        if (ours is { } answer)
        {
            Ours.Add(Best(answer, "step"));
            Stored.Add(Best(answer, "step_with_stored_targets"));
            WithoutTeacher.Add(Best(answer, "step_without_teacher"));
            ManagedBytes = answer.GetProperty("managed_bytes_per_step").GetInt64();
            Memory = answer.GetProperty("memory_bytes").GetInt64();
        }

        if (theirs is { } peer)
        {
            Theirs.Add(Best(peer, "step"));
            TheirMemory = peer.GetProperty("peak_growth_bytes").GetInt64();
            Blas =
                peer.GetProperty("peer").GetString()
                + ", "
                + peer.GetProperty("blas").GetString()
                + (peer.GetProperty("openblas_coretype").GetString() is { Length: > 0 } core ? $", OPENBLAS_CORETYPE={core}" : "");
        }
    }

    private static double Best(JsonElement answer, string what) => answer.GetProperty(what).GetProperty("best_ms").GetDouble();
}
