using System.CommandLine;
using Decant.Cli.Benchmarks;
using Decant.Cli.Output;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Recipes;

namespace Decant.Cli.Commands;

/// <summary>The time of one distillation step, on networks and batches that are always the same.</summary>
internal sealed class BenchStepCommand : DecantCommand
{
    private readonly Option<string> _case = new("--case")
    {
        HelpName = "NAME",
        Description = $"Teacher and student: {string.Join(", ", StepCase.All.Select(@case => @case.Name))}. Default: the first.",
        DefaultValueFactory = _ => StepCase.All[0].Name,
    };
    private readonly Option<int?> _steps = NumberOption.Whole("--steps", 1, 100_000, "Timed steps of each kind. Default: 15.");

    private readonly Option<string> _precision = new("--precision")
    {
        HelpName = "f32|bf16",
        Description = "What matrix products and convolutions read; sums and all else are f32. Default: f32.",
        CustomParser = result => StandardOptions.ReadWord(result, "--precision", "precision", Precisions.Words),
        DefaultValueFactory = _ => Precisions.Single,
    };

    public BenchStepCommand()
        : base("step", "Times one distillation step: the teacher's answer, the student forward and backward, the update.")
    {
        Add(_case);
        Add(_steps);
        Add(StandardOptions.Threads);
        Add(StandardOptions.Kernels);
        Add(_precision);
        Add(StandardOptions.Profile);
        Add(StandardOptions.Json);
    }

    public override IReadOnlyList<string> Usage => ["[options]"];

    public override IReadOnlyList<Example> Examples =>
        [
            new(
                "decant bench step --case resnet56-resnet20",
                "Median and fastest of 15 steps, with the teacher alone and with stored answers next to it."
            ),
            new("decant bench step --case mlp1200-mlp800 --steps 50 --threads 2 --json", "The same as one JSON object."),
        ];

    public override string Remark =>
        "Batches are 128 images or vectors, or 32 sequences of 128 words; SGD with momentum, T = 4. On a busy "
        + "machine trust the fastest, not the median.";

    public override int Run(Invocation call)
    {
        var precision = Precisions.Of(call.Value(_precision));
        var device = WantedDevice.Of(call, precision == ElementType.BFloat16);
        var profile = ProfileOutput.Begin(call);
        using var pool = new WorkerPool(call.Value(StandardOptions.Threads) ?? Environment.ProcessorCount);
        var report = StepBenchmark.Run(
            StepCase.Of(call.Value(_case)!),
            call.Value(_steps) ?? 15,
            DeviceCatalogue.Open(device, pool, profile),
            call.Clock,
            precision,
            call.Cancellation
        );
        BenchStepOutput.Show(report, call);
        ProfileOutput.Show(profile, call);
        return ExitCode.Done;
    }
}
