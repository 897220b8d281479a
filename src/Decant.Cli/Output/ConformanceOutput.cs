using System.Globalization;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Engine.Onnx.Conformance;

namespace Decant.Cli.Output;

/// <summary>Which cases passed, failed, or use what Decant does not know.</summary>
internal static class ConformanceOutput
{
    /// <summary>Writes it to standard output, as JSON where that was asked for.</summary>
    public static void Show(IReadOnlyList<ConformanceResult> results, Invocation call)
    {
        if (call.Value(StandardOptions.Json))
        {
            call.Terminal.Results.Write(ConformanceJson.Of(results));
            return;
        }

        foreach (var failed in results.Where(result => result.Outcome == ConformanceOutcome.Failed))
        {
            call.Terminal.Results.WriteLine($"failed       {failed.Name}: {failed.Reason}");
        }

        foreach (var unsupported in results.Where(result => result.Outcome == ConformanceOutcome.Unsupported))
        {
            call.Terminal.Results.WriteLine($"unsupported  {unsupported.Name} ({unsupported.Operator})");
        }

        var largest = results.Where(result => result.Outcome == ConformanceOutcome.Passed).MaxBy(result => result.LargestError);
        var facts = TableLook.OfFacts();
        facts.AddFact("passed", Count(results, ConformanceOutcome.Passed));
        facts.AddFact("failed", Count(results, ConformanceOutcome.Failed));
        facts.AddFact("unsupported", Count(results, ConformanceOutcome.Unsupported));
        if (results.Where(result => result.ConstantsFor is not null).ToList() is { Count: > 0 } constant)
        {
            var operators = constant.Select(result => result.ConstantsFor!).Distinct().Order(StringComparer.Ordinal);
            facts.AddFact(
                "with constants",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{constant.Count} of those that passed: inputs became constants for {string.Join(", ", operators)}"
                )
            );
        }

        if (largest is not null)
        {
            facts.AddFact(
                "largest error",
                string.Create(CultureInfo.InvariantCulture, $"{largest.LargestError:0.###e+0} in {largest.Name}, among those that passed")
            );
        }

        call.Terminal.Show(facts);
    }

    private static string Count(IReadOnlyList<ConformanceResult> results, ConformanceOutcome outcome) =>
        results.Count(result => result.Outcome == outcome).ToString(CultureInfo.InvariantCulture);
}
