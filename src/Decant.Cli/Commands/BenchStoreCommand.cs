using System.CommandLine;
using Decant.Cli.Benchmarks;
using Decant.Cli.Output;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Engine.Execution;
using Decant.Engine.Kernels;

namespace Decant.Cli.Commands;

/// <summary>What a store of answers saves of a step.</summary>
internal sealed class BenchStoreCommand : DecantCommand
{
    private readonly Option<string> _case = new("--case")
    {
        HelpName = "NAME",
        Description = $"Teacher and student: {string.Join(", ", StepCase.All.Select(@case => @case.Name))}. Default: the first.",
        DefaultValueFactory = _ => StepCase.All[0].Name,
    };
    private readonly Option<int?> _epochs = NumberOption.Whole("--epochs", 1, 10_000, "Turns of each kind, of 16 steps each. Default: 5.");

    public BenchStoreCommand()
        : base("store", "Times a step with stored answers next to one without a teacher and one with the teacher answering.")
    {
        Add(_case);
        Add(_epochs);
        Add(StandardOptions.Threads);
        Add(StandardOptions.Kernels);
        Add(StandardOptions.Json);
    }

    public override IReadOnlyList<string> Usage => ["[options]"];

    public override IReadOnlyList<Example> Examples =>
        [new("decant bench store --case resnet56-resnet8 --threads 2", "Median and fastest of 60 steps of each kind.")];

    public override string Remark =>
        "Batches are read ahead as in a training; the store lies in memory, or in files in the page cache. On a "
        + "busy machine trust the fastest, "
        + "not the median.";

    public override int Run(Invocation call)
    {
        using var pool = new WorkerPool(call.Value(StandardOptions.Threads) ?? Environment.ProcessorCount);
        var device = DeviceCatalogue.Open(WantedDevice.Of(call, isHalf: false), pool, null);
        var report = new StoreBenchmark(StepCase.Of(call.Value(_case)!), device, call.Clock, call.Cancellation).Run(
            call.Value(_epochs) ?? 5
        );
        BenchStoreOutput.Show(report, call);
        return ExitCode.Done;
    }
}
