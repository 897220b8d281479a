// Kernels against the multiply-add peak of the same threads in the same minute. Usage: Decant.Kernels.Bench [name filter] [threads] [rounds]
using System.Globalization;
using Decant.Engine.Kernels;
using Decant.Kernels.Bench;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var filter = args.Length > 0 ? args[0] : "";
var threads = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : Math.Min(2, Environment.ProcessorCount);
var rounds = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 40;
using var pool = new WorkerPool(threads);
Console.WriteLine($"{threads} threads; fastest of {rounds} rounds, each beside a probe of the peak");
Console.WriteLine($"{"case",-44} {"ms",9} {"GFLOP/s",9} {"peak",7} {"of peak",8}");
foreach (var bench in KernelCase.All().Where(bench => bench.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)))
{
    bench.Run(pool);
    var (best, peak) = (double.PositiveInfinity, 0.0);
    for (var round = 0; round < rounds; round++)
    {
        var probe = new MultiplyAddPeak();
        peak = Math.Max(peak, MultiplyAddPeak.Operations * 8 * threads / Seconds(() => pool.Run(ref probe, 8 * threads)) / 1e9);
        best = Math.Min(best, Seconds(() => bench.Run(pool)));
    }

    var speed = bench.Operations / best / 1e9;
    Console.WriteLine($"{bench.Name,-44} {best * 1e3,9:F3} {speed,9:F1} {peak,7:F0} {speed / peak,8:P0}");
}

static double Seconds(Action action)
{
    var start = TimeProvider.System.GetTimestamp();
    action();
    return TimeProvider.System.GetElapsedTime(start).TotalSeconds;
}
