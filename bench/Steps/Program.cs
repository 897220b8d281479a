// Decant against PyTorch and ONNX Runtime, in turn on one machine; writes docs/performance.md. Usage: Decant.Steps.Bench [rounds] [case
// filter] [python] [data root]
using System.Globalization;
using Decant.Cli.Benchmarks;
using Decant.Engine.Graphs;
using Decant.Steps.Bench;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var rounds = args.Length > 0 ? int.Parse(args[0]) : 3;
var filter = args.Length > 1 ? args[1] : "";
var python = args.Length > 2 ? args[2] : "python3";
var dataRoot = args.Length > 3 ? args[3] : "data";
const int Threads = 2;
var probes = new Rounds(Threads);
var duels = new List<Duel>();
foreach (
    var duel in StepCase
        .All.SelectMany(@case => new[] { "f32", "bf16" }.Select(precision => new Duel(@case, precision, Threads, python)))
        .Where(duel => $"{duel.Case.Name} {duel.Precision}".Contains(filter, StringComparison.Ordinal))
)
{
    for (var round = 1; round <= rounds; round++)
    {
        duel.Round(probes);
        Console.WriteLine(
            $"{duel.Case.Name} {duel.Precision} round {round}: Decant {Least(duel.Ours)}, PyTorch "
                + $"{Least(duel.Theirs)}, peak {probes.Peak / 1e9:F0} GFLOP/s, {probes.Repeated} repeated"
        );
    }

    duels.Add(duel);
}

var inference = new List<InferenceDuel>();
(string Name, Graph Network)[] networks =
[
    ("784-1200-1200-10", StepCase.Of("mlp1200-mlp800").Teacher()),
    ("784-800-800-10", StepCase.Of("mlp1200-mlp800").Student()),
    ("ResNet-20", StepCase.Of("resnet56-resnet20").Student()),
];
foreach (
    var duel in networks
        .SelectMany(network => new[] { 1, 64 }.Select(batch => new InferenceDuel(network.Name, network.Network, batch, Threads)))
        .Where(duel => $"inference {duel.Name}".Contains(filter, StringComparison.Ordinal))
)
{
    for (var round = 1; round <= rounds; round++)
    {
        duel.Round(probes);
        Console.WriteLine(
            $"inference {duel.Name}, batch {duel.Batch}, round {round}: Decant {Least(duel.Ours)}, ONNX Runtime {Least(duel.Theirs)}"
        );
    }

    inference.Add(duel);
}

if (filter.Length == 0)
{
    var starts = Enumerable.Range(0, rounds).Select(_ => StartUp.Measure(dataRoot, Threads)).OfType<double>().ToArray();
    double? fastest = starts.Length > 0 ? starts.Min() : null;
    Console.WriteLine($"from start to first step: {(fastest is { } seconds ? $"{seconds:F2} s" : "not measured")}");
    File.WriteAllText(PerformancePage.Place(), PerformancePage.Of(duels, inference, fastest, probes, rounds));
}

static string Least(List<double> times) => times.Count == 0 ? "absent" : $"{times.Min():F3} ms";
