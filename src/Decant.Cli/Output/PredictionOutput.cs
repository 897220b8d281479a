using System.Globalization;
using Decant.Cli.Shell;
using Decant.Prediction;
using Decant.Reporting;

namespace Decant.Cli.Output;

/// <summary>
/// What a model says about samples: as a table, as lines for a spreadsheet, as JSON. Samples without an answer are left to the caller.
/// </summary>
internal static class PredictionOutput
{
    /// <summary>Shows a table.</summary>
    /// <returns>The samples without an answer.</returns>
    public static IReadOnlyList<ScoredSample> Show(IEnumerable<ScoredSample> samples, AnswerWords words, Invocation call)
    {
        var table = TableLook.OfNumbers(
            words.AreNumbers ? ["Sample", .. words.Names] : ["Sample", words.AreLabels ? "Labels" : "Class", words.ValueTitle]
        );
        var problems = Split(samples, sample =>
            table.AddTexts(
                words.AreNumbers
                    ? [sample.Name, .. sample.Values.Select(value => Quantity.Number(value, 3))]
                    :
                    [
                        sample.Name,
                        words.Of(sample) is { Length: > 0 } answer ? answer : Quantity.None,
                        words.ValueOf(sample) is { } value ? Quantity.Number(value, 3) : "",
                    ]
            )
        );
        if (table.Rows.Count > 1)
        {
            call.Terminal.Show(table);
        }

        return problems;
    }

    /// <summary>Writes a line of comma-separated values for each sample, after a line of names, while they are computed.</summary>
    /// <returns>The samples without an answer.</returns>
    public static IReadOnlyList<ScoredSample> WriteLines(IEnumerable<ScoredSample> samples, AnswerWords words, Invocation call)
    {
        var results = call.Terminal.Results;
        string[] first = words.AreNumbers ? ["sample"] : ["sample", words.AreLabels ? "labels" : "class"];
        results.Write(Line([.. first, .. words.Names]));
        return Split(samples, sample =>
            results.Write(
                Line([
                    sample.Name,
                    .. words.AreNumbers ? [] : new[] { words.Of(sample) },
                    .. sample.Values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)),
                ])
            )
        );
    }

    /// <summary>
    /// Writes one object: <c>names</c>, and under <c>samples</c> each with its <c>answer</c> and <c>values</c>, or its <c>problem</c>.
    /// </summary>
    /// <returns>The samples without an answer.</returns>
    public static IReadOnlyList<ScoredSample> WriteJson(IEnumerable<ScoredSample> samples, AnswerWords words, Invocation call)
    {
        ScoredSample[] all = [.. samples];
        call.Terminal.Results.Write(
            JsonText.Indented(json =>
            {
                json.WriteStartObject();
                json.WriteStrings("names", words.Names);
                json.WriteStartArray("samples");
                foreach (var sample in all)
                {
                    json.WriteStartObject();
                    json.WriteString("sample", sample.Name);
                    if (sample.Problem is null)
                    {
                        if (!words.AreNumbers)
                        {
                            json.WriteString("answer", words.Of(sample));
                        }

                        if (sample.Spans is { } spans)
                        {
                            json.WriteStartArray("spans");
                            foreach (var span in spans)
                            {
                                json.WriteStartObject();
                                json.WriteString("kind", span.Kind);
                                json.WriteNumber("start", span.Start);
                                json.WriteNumber("end", span.End);
                                json.WriteString("text", span.Text);
                                json.WriteEndObject();
                            }

                            json.WriteEndArray();
                        }

                        json.WriteStartArray("values");
                        foreach (var value in sample.Values)
                        {
                            json.WriteNumberValue(value);
                        }

                        json.WriteEndArray();
                    }
                    else
                    {
                        json.WriteString("problem", sample.Problem);
                    }

                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            })
        );
        return [.. all.Where(sample => sample.Problem is not null)];
    }

    private static List<ScoredSample> Split(IEnumerable<ScoredSample> samples, Action<ScoredSample> show)
    {
        var problems = new List<ScoredSample>();
        foreach (var sample in samples)
        {
            if (sample.Problem is null)
            {
                show(sample);
            }
            else
            {
                problems.Add(sample);
            }
        }

        return problems;
    }

    // RFC 4180: quotation marks around what has a comma, a quotation mark or a line feed; those inside are doubled.
    internal static string Line(IEnumerable<string> cells) =>
        string.Join(
            ',',
            cells.Select(cell =>
                cell.AsSpan().ContainsAny(",\"\r\n") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell
            )
        ) + "\n";
}
