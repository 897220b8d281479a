// Decant against PyTorch on the same steps, alternately on one machine; writes docs/performance.md. Usage: Decant.Steps.Bench [rounds] [case filter] [python]
using System.Globalization;
using Decant.Benchmarks;
using Decant.Steps.Bench;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var rounds = args.Length > 0 ? int.Parse(args[0]) : 5;
var filter = args.Length > 1 ? args[1] : "";
var python = args.Length > 2 ? args[2] : "python3";
const int Threads = 2;
var duels = new List<Duel>();
foreach (var @case in StepCase.All.Where(@case => @case.Name.Contains(filter, StringComparison.Ordinal)))
{
    var duel = new Duel(@case.Name, Threads, python);
    for (var round = 1; round <= rounds; round++)
    {
        duel.Round();
        Console.WriteLine($"{@case.Name} round {round}: Decant {duel.Ours.Min():F2} ms, PyTorch {(duel.Theirs.Count > 0 ? $"{duel.Theirs.Min():F2} ms" : "absent")}, peak {duel.Peak:F0} GFLOP/s, {duel.Repeated} repeated");
    }

    duels.Add(duel);
}

if (filter.Length == 0)
{
    File.WriteAllText(PerformancePage.Place(), PerformancePage.Of(duels, rounds));
}
