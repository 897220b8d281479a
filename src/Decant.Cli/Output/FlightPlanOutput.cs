using System.Globalization;
using System.Text.Json;
using Decant.Cli.Shell;
using Decant.Notices;
using Decant.Pipeline;
using Decant.Reporting;
using Decant.Tables;
using Spectre.Console;

namespace Decant.Cli.Output;

/// <summary>
/// What a run is going to need: samples and classes of each part, time of each training, memory; and what would make its result mislead.
/// </summary>
internal static class FlightPlanOutput
{
    private const int MostClasses = 20;

    /// <summary>Shows it to people.</summary>
    public static void Show(FlightPlan plan, Invocation call)
    {
        var terminal = call.Terminal;
        if (plan.Data is { } data)
        {
            terminal.Show(Samples(data));
            if (data.Table is { } table)
            {
                Say($"Columns, {table.Describe()}.");
            }

            foreach (var note in plan.Notes)
            {
                Say(note);
            }
        }

        foreach (var training in plan.Trainings)
        {
            var each = training.Count > 1 ? $" each, {training.Count} trainings" : "";
            Say($"{training.Arm}: about {Quantity.Duration(training.Duration)}{each}, computing in {Quantity.Bytes(training.Bytes)}.");
        }

        Say(
            $"In all about {Quantity.Duration(plan.Duration)}, by a few steps on this machine, and {Quantity.Bytes(plan.Bytes)} of memory."
        );
        foreach (var warning in plan.Warnings)
        {
            Say(Notice.Warning(warning).Text);
        }

        void Say(string text) => terminal.Show(new Text(WrappedText.Of(text, 2, terminal.TextWidth)));
    }

    /// <summary>Writes it for programs.</summary>
    public static void Write(Utf8JsonWriter json, FlightPlan? plan)
    {
        if (plan is not { Data: { } data })
        {
            return;
        }

        json.WriteStartArray("warnings");
        plan.Warnings.ToList().ForEach(json.WriteStringValue);
        json.WriteEndArray();
        json.WriteStartArray("notes");
        plan.Notes.ToList().ForEach(json.WriteStringValue);
        json.WriteEndArray();
        if (data.Table is { } table)
        {
            json.WritePropertyName("table");
            TableSchemaJson.Write(json, table);
        }

        json.WriteStartArray("parts");
        foreach (var (name, count, classes) in data.Parts)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteNumber("samples", count);
            json.WriteStartObject("classes");
            foreach (var (one, own) in data.ClassNames.Zip(classes))
            {
                json.WriteNumber(one, own);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("trainings");
        foreach (var training in plan.Trainings)
        {
            json.WriteStartObject();
            json.WriteString("arm", training.Arm);
            json.WriteNumber("count", training.Count);
            json.WriteNumber("seconds", training.Duration.TotalSeconds);
            json.WriteNumber("bytes", training.Bytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("seconds", plan.Duration.TotalSeconds);
        json.WriteNumber("bytes", plan.Bytes);
    }

    private static Grid Samples(DataCounts data)
    {
        var table = TableLook.OfNumbers(["Samples", .. data.Parts.Select(part => part.Name)]);
        table.AddTexts(["all", .. data.Parts.Select(part => Quantity.Count(part.Count))]);
        var classes = Enumerable.Range(0, data.ClassNames.Count).ToArray();
        if (classes.Length <= MostClasses)
        {
            foreach (var c in classes)
            {
                table.AddTexts([data.ClassNames[c], .. data.Parts.Select(part => Quantity.Count(part.Classes[c]))]);
            }

            return table;
        }

        table.AddTexts([
            string.Create(CultureInfo.InvariantCulture, $"fewest of {classes.Length} classes"),
            .. data.Parts.Select(part => Quantity.Count(part.Classes.Min())),
        ]);
        table.AddTexts(["most", .. data.Parts.Select(part => Quantity.Count(part.Classes.Max()))]);
        return table;
    }
}
