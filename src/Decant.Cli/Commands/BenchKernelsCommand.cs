using System.CommandLine;
using Decant.Cli.Benchmarks;
using Decant.Cli.Output;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;

namespace Decant.Cli.Commands;

/// <summary>The speed of single kernels next to what the machine can do.</summary>
internal sealed class BenchKernelsCommand : DecantCommand
{
    private readonly Option<int?> _threads = NumberOption.Whole(
        "--threads",
        1,
        4096,
        "Threads that compute. Default: one, then all cores."
    );
    private readonly Option<string> _filter = new("--filter")
    {
        HelpName = "NAME",
        Description = "Only kernels with this in their name, such as product, 3x3, normalisation or softmax.",
        DefaultValueFactory = _ => "",
    };

    public BenchKernelsCommand()
        : base("kernels", "Times single kernels: products, convolutions with their gradients, norms, softmax, attention, optimizers.")
    {
        Add(_threads);
        Add(_filter);
        Add(StandardOptions.Kernels);
        Add(StandardOptions.Json);
    }

    public override IReadOnlyList<string> Usage => ["[options]"];

    public override IReadOnlyList<Example> Examples =>
        [
            new("decant bench kernels", "Everything, in about half a minute."),
            new("decant bench kernels --filter 3x3 --threads 1", "Convolutions of 3×3 on one thread."),
        ];

    public override string Remark =>
        "Next to each run the machine's multiply-adds on registers (peak) and its copy of memory (bandwidth) are "
        + "probed; the fastest of all counts. "
        + "Roofline is the share of what the machine can do: max(FLOPs/peak, bytes/bandwidth)/time, above 100 % where "
        + "the bytes come out of the caches. "
        + "With --json each result has kernel, operator, threads, best_ms, flops, bytes, gflops, "
        + "gigabytes_per_second, peak_gflops, bandwidth_gigabytes_per_second and roofline_share.";

    public override int Run(Invocation call)
    {
        var device = WantedDevice.Of(call);
        int[] threads = call.Value(_threads) is { } one ? [one] : [.. new[] { 1, Environment.ProcessorCount }.Distinct()];
        BenchKernelsOutput.Show(KernelBenchmark.Run(call.Value(_filter)!, threads, device, call.Clock), call);
        return ExitCode.Done;
    }
}
