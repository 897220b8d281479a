using Decant.Data;
using Decant.Reporting;

namespace Decant.Cli.Output;

/// <summary>What there is to know about data, for programs.</summary>
internal static class DataShowJson
{
    /// <summary>All of it.</summary>
    public static string Of(RecognisedData recognised, DataOverview data, string recipe) =>
        JsonText.Indented(json =>
        {
            json.WriteStartObject();
            json.WriteString("path", recognised.Path);
            json.WriteString("source", recognised.Source);
            json.WriteString("recipe", recipe);
            json.WriteStartArray("sampleShape");
            foreach (var size in data.SampleShape)
            {
                json.WriteNumberValue(size);
            }

            json.WriteEndArray();
            json.WriteStrings("classes", data.ClassNames);
            json.WriteStrings("columns", data.ColumnNames);
            json.WriteStartArray("targets");
            foreach (var (set, statistics) in data.Targets)
            {
                json.WriteStartObject();
                json.WriteString("name", set.Name);
                json.WriteString("task", DataShowOutput.TaskOf(set));
                json.WriteStrings("columns", set.Columns);
                WriteNumbers("mean", statistics.Mean);
                WriteNumbers("deviation", statistics.Deviation);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("parts");
            foreach (var part in data.Parts)
            {
                json.WriteStartObject();
                json.WriteString("name", part.Name);
                json.WriteNumber("samples", part.Count);
                WriteNumbers("classCounts", part.ClassCounts.Select(count => (double)count));
                WriteNumbers("mean", part.Statistics?.Mean ?? []);
                WriteNumbers("deviation", part.Statistics?.Deviation ?? []);
                if (part.Lengths is { } lengths)
                {
                    json.WriteStartObject("pieces");
                    json.WriteNumber("mean", lengths.Mean);
                    json.WriteNumber("nineOfTen", lengths.Most);
                    json.WriteNumber("longest", lengths.Longest);
                    json.WriteNumber("cut", lengths.Cut);
                    json.WriteEndObject();
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStrings("notes", data.Notes.Select(note => note.Text));
            json.WriteEndObject();

            void WriteNumbers(string name, IEnumerable<double> numbers)
            {
                json.WriteStartArray(name);
                foreach (var number in numbers)
                {
                    json.WriteNumberValue(number);
                }

                json.WriteEndArray();
            }
        });
}
