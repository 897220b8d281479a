using System.CommandLine;
using Decant.Cli.Output;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Engine.Execution;
using Decant.Engine.Kernels;
using Decant.Engine.Onnx.Conformance;

namespace Decant.Cli.Commands;

/// <summary>Models with given inputs and expected outputs, run and compared.</summary>
internal sealed class ConformanceCommand : DecantCommand
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(2);

    private readonly Argument<string[]> _paths = new("PATH")
    {
        Description = "Folders with cases in the ONNX test layout below them.",
        Arity = ArgumentArity.OneOrMore,
    };

    public ConformanceCommand()
        : base(
            "conformance",
            "Runs models with given inputs and expected outputs, and says which pass, fail or use what Decant does not know."
        )
    {
        Add(_paths);
        Add(StandardOptions.Threads);
        Add(StandardOptions.Kernels);
        Add(StandardOptions.Json);
    }

    public override IReadOnlyList<string> Usage => ["PATH... [options]"];

    public override IReadOnlyList<Example> Examples =>
        [
            new("decant conformance onnx/backend/test/data/node", "The standard's own cases, one line for each that does not pass."),
            new("decant conformance my-model --json", "Counts and all cases, for a program."),
        ];

    public override string Remark =>
        "A case is a folder with model.onnx and test_data_set_*/input_*.pb, output_*.pb. An operator that needs "
        + "constants (see docs/operators.md) takes them from the inputs of the case, which is said: a model of yours "
        + "must hold them itself. Tolerances are those of ONNX's own runner: 1e-3 of a number and 1e-7; 1e-2 and 1e-3 "
        + "for 16-bit floats, 1e-3 and 1e-5 for Fourier transforms. The exit code is 0 only if none failed.";

    public override int Run(Invocation call)
    {
        var cases = ConformanceCase.Below(call.Value(_paths)!);
        using var pool = new WorkerPool(call.Value(StandardOptions.Threads) ?? Environment.ProcessorCount);
        var device = WantedDevice.Of(call);
        var results = new List<ConformanceResult>();
        var last = call.Clock.GetTimestamp();
        foreach (var @case in cases)
        {
            call.Cancellation.ThrowIfCancellationRequested();
            results.Add(ConformanceRunner.Run(@case, DeviceCatalogue.Open(device, pool)));
            if (call.Clock.GetElapsedTime(last) > s_pause)
            {
                last = call.Clock.GetTimestamp();
                call.Terminal.Say($"[grey]{results.Count} of {cases.Count} cases[/]");
            }
        }

        ConformanceOutput.Show(results, call);
        return results.Exists(result => result.Outcome == ConformanceOutcome.Failed) ? ExitCode.Failed : ExitCode.Done;
    }
}
