using System.Text.Json;
using Decant.Runs;

namespace Decant.Reporting;

/// <summary>The accuracy that needs no network: always to answer the class that is most frequent in the test part.</summary>
internal static class MajorityBaseline
{
    // So many times the share of equally frequent classes: below that, no one mistakes an accuracy for more than it is.
    private const double Notable = 1.5;

    /// <summary>A sentence about the network that a run is about, first seed; empty where classes are about equally frequent.</summary>
    public static string Sentence(Run run) =>
        Sentence(Sections.Subject.Of(run).Seeds[0].Test, run.Data.Classes, $"{Sections.Subject.Name(run)}, first seed,");

    /// <summary>A sentence for people; empty where classes are about equally frequent.</summary>
    /// <param name="result">What a network reached.</param>
    /// <param name="names">The classes.</param>
    /// <param name="who">The network, as within a sentence.</param>
    public static string Sentence(EvaluationResult result, IReadOnlyList<string> names, string who) =>
        result is not { Majority: { } baseline } || baseline.Accuracy * baseline.Classes < Notable
            ? ""
            : $"Always answering {ClassName.Of(names, baseline.Class)} would reach "
                + $"{Quantity.Percent(baseline.Accuracy)} "
                + $"accuracy{(result.Metric(NamedValue.Accuracy) <= baseline.Accuracy ? $"; the {who} does not do better." : ".")}";

    /// <summary>Writes it as <c>majority</c>.</summary>
    public static void Write(Utf8JsonWriter json, Run run)
    {
        if (Sections.Subject.Of(run).Seeds[0].Test.Majority is not { } baseline)
        {
            json.WriteNull("majority");
            return;
        }

        json.WriteStartObject("majority");
        json.WriteString("class", ClassName.Of(run.Data.Classes, baseline.Class));
        json.WriteFinite("accuracy", baseline.Accuracy);
        json.WriteEndObject();
    }
}
