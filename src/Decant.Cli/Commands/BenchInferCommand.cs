using System.CommandLine;
using Decant.Cli.Benchmarks;
using Decant.Cli.Output;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Engine.Execution;
using Decant.Engine.Kernels;
using Decant.OnnxRuntime;

namespace Decant.Cli.Commands;

/// <summary>The time of a network's answers.</summary>
internal sealed class BenchInferCommand : DecantCommand
{
    private static readonly string[] s_runtimes = ["decant", "onnxruntime"];
    private readonly Argument<string> _model = new("MODEL.onnx") { Description = "The network to time." };
    private readonly Option<int?> _batch = NumberOption.Whole("--batch", 1, 1_000_000, "Samples of a call. Default: 1.");
    private readonly Option<int?> _steps = NumberOption.Whole("--steps", 1, 1_000_000, "Calls that count. Default: 200.");
    private readonly Option<string[]> _sizes = DimensionOption.Of("sequence=128");
    private readonly Option<string?> _runtime = new("--runtime")
    {
        HelpName = string.Join('|', s_runtimes),
        Description = "Only one of both. Default: Decant and ONNX Runtime in turn.",
        CustomParser = result => StandardOptions.ReadWord(result, "--runtime", "program", s_runtimes),
    };

    public BenchInferCommand()
        : base("infer", "Times the answers of a network, next to those of ONNX Runtime.")
    {
        Add(_model);
        Add(_batch);
        Add(_sizes);
        Add(_steps);
        Add(_runtime);
        Add(StandardOptions.Threads);
        Add(StandardOptions.Kernels);
        Add(StandardOptions.Profile);
        Add(StandardOptions.Json);
    }

    public override IReadOnlyList<string> Usage => ["MODEL.onnx [options]"];

    public override IReadOnlyList<Example> Examples =>
        [
            new("decant bench infer student.onnx", "One sample at a time, on all cores."),
            new("decant bench infer encoder.onnx --dim sequence=128", "A text of 128 tokens at a time."),
            new("decant bench infer student.onnx --batch 64 --threads 2 --json", "Batches of 64 as one JSON object."),
        ];

    public override string Remark => "On a busy machine trust the fastest, not the median.";

    public override int Run(Invocation call)
    {
        var profile = ProfileOutput.Begin(call);
        var device = WantedDevice.Of(call);
        using var pool = new WorkerPool(call.Value(StandardOptions.Threads) ?? Environment.ProcessorCount);
        var report = InferenceBenchmark.Run(
            call.Value(_model)!,
            call.Value(_batch) ?? 1,
            DimensionOption.Sizes(call.Value(_sizes)!),
            call.Value(_steps) ?? 200,
            DeviceCatalogue.Open(device, pool, profile),
            call.Clock,
            call.Value(_runtime) is { } name ? Enum.Parse<InferenceRuntime>(name, ignoreCase: true) : null,
            new OnnxRuntimeSessions(),
            call.Cancellation
        );
        BenchInferOutput.Show(report, call);
        ProfileOutput.Show(profile, call);
        return ExitCode.Done;
    }
}
