using System.Text.Json;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;

namespace Decant.Steps.Bench;

/// <summary>The answers of an exported network at one batch size, by Decant and ONNX Runtime in turn within one process.</summary>
internal sealed class InferenceDuel(string name, Graph network, int batch, int threads)
{
    public string Name => name;

    public int Batch => batch;

    /// <summary>The fastest call of each round, ms.</summary>
    public List<double> Ours { get; } = [];

    public List<double> Theirs { get; } = [];

    /// <summary>The share of the roofline in the best round.</summary>
    public double Share { get; private set; }

    public void Round(Rounds rounds)
    {
        var file = Path.Combine(Path.GetTempPath(), $"decant-bench-{Environment.ProcessId}.onnx");
        try
        {
            OnnxFile.Write(network, file);
            if (
                rounds.Run(() =>
                    ChildProcess.Answer(
                        ChildProcess.Start(
                            "dotnet",
                            threads,
                            ChildProcess.Decant,
                            "bench",
                            "infer",
                            file,
                            "--batch",
                            $"{batch}",
                            "--threads",
                            $"{threads}",
                            "--json"
                        )
                    )
                ) is
                { } answer
            )
            {
                Ours.Add(answer.GetProperty("decant").GetProperty("best_ms").GetDouble());
                Share = Math.Max(Share, answer.GetProperty("roofline_share").GetDouble());
                if (answer.GetProperty("onnxruntime") is { ValueKind: JsonValueKind.Object } theirs)
                {
                    Theirs.Add(theirs.GetProperty("best_ms").GetDouble());
                }
            }
        }
        finally
        {
            File.Delete(file);
        }
    }
}
