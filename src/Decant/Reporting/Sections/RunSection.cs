using System.Globalization;
using Decant.Runs;

namespace Decant.Reporting.Sections;

/// <summary>What must be known to believe the rest, or to repeat it: recipe, machine, seed.</summary>
internal static class RunSection
{
    public static Markup Of(Run run) =>
        Markup.Of(
            $"""
            <section id="run"><h2>The run</h2>
            <dl class="facts">{Markup.Each(Facts(run), fact => Markup.Of($"<div><dt>{fact.Name}</dt><dd>{fact.Value}</dd></div>"))}</dl>
            <details><summary>Recipe, every setting with its value</summary><pre tabindex="0">{run.Recipe}</pre></details>
            </section>
            """
        );

    private static IEnumerable<(string Name, string Value)> Facts(Run run)
    {
        var machine = run.Environment;
        yield return ("Seed", Seeds(run));
        yield return (
            "Data",
            $"{run.Data.Source}: {Quantity.Count(run.Data.Train)} to train, {Quantity.Count(run.Data.Validation)} "
                + $"to validate, {Quantity.Count(run.Data.Test)} to test"
        );
        foreach (var finding in run.Findings)
        {
            yield return ("Found out", finding);
        }

        foreach (var store in run.Stores)
        {
            yield return ("Stored answers", StoreText.Of(store));
        }

        yield return ("Started", $"{Quantity.Moment(run.Started)}, took {Quantity.Duration(run.Finished - run.Started)}");
        yield return ("Processor", machine.Cpu);
        yield return ("Cores, memory", $"{Quantity.Count(machine.Cores)}, {Memory(machine.MemoryBytes)}");
        yield return (
            "Computed with",
            $"{Quantity.Count(machine.Threads)} {(machine.Threads == 1 ? "thread" : "threads")}, {machine.Kernels} "
                + $"kernels, {Vectors(machine.SimdBits)}"
        );
        yield return ("System", $"{machine.OperatingSystem}, {machine.Runtime}");
        yield return ("Decant", machine.DecantVersion);
        yield return ("Run", run.Id);
    }

    private static string Seeds(Run run)
    {
        var seeds = string.Join(", ", Subject.Of(run).Seeds.Select(seed => seed.Seed.ToString(CultureInfo.InvariantCulture)));
        var own = run.Seed.ToString(CultureInfo.InvariantCulture);
        return seeds == own ? own : $"{own}; arms paired over seeds {seeds}";
    }

    // Memory is sold in binary gigabytes.
    private static string Memory(long bytes) => (bytes / (double)(1L << 30)).ToString("0.#", CultureInfo.InvariantCulture) + " GiB";

    private static string Vectors(int bits) => bits == 0 ? "no vector instructions" : $"{Quantity.Count(bits)}-bit vectors";
}
