using System.Globalization;
using System.Text;
using System.Text.Json;
using Decant.Engine;
using Decant.Engine.Devices;

namespace Decant.Reporting;

/// <summary>
/// A profile as files: a table of operators as text, and next to it a trace in the Trace Event Format of Chromium, which chrome://tracing
/// and ui.perfetto.dev show.
/// </summary>
internal static class ProfileFiles
{
    /// <summary>The trace's file next to a table's.</summary>
    public static string TraceOf(string file) => Path.ChangeExtension(file, ".trace.json");

    /// <summary>Writes both.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="file">The table's file.</param>
    /// <exception cref="DecantException">They cannot be written.</exception>
    public static void Write(ExecutionProfile profile, string file)
    {
        AtomicFile.WriteText(file, Table(profile));
        AtomicFile.WriteText(TraceOf(file), Trace(profile));
    }

    /// <summary>Graphs and kinds of operators, those that took longest first; below them each graph with all its operators.</summary>
    public static string Table(ExecutionProfile profile)
    {
        var text = new StringBuilder();
        var tracks = profile.Tracks.Where(track => track.Time > TimeSpan.Zero).ToArray();
        var total = tracks.Sum(track => track.Time.TotalMilliseconds);
        text.Append(CultureInfo.InvariantCulture, $"All graphs: {total:F2} ms\n\n");
        Head(text, "graph");
        foreach (var track in tracks.OrderByDescending(track => track.Time))
        {
            var entries = track.Entries.ToArray();
            Row(
                text,
                track.Name,
                entries.Max(entry => entry.Runs),
                track.Time.TotalMilliseconds,
                total,
                entries.Sum(entry => entry.Flops),
                entries.Sum(entry => entry.Bytes)
            );
        }

        text.Append('\n');
        Kinds(text, tracks.SelectMany(track => track.Entries), total);
        foreach (var track in tracks)
        {
            var entries = track.Entries.ToArray();
            text.Append(
                CultureInfo.InvariantCulture,
                $"{track.Name}: {track.Time.TotalMilliseconds:F2} ms, arena {track.ArenaBytes / 1e6:F2} MB\n\n"
            );
            Kinds(text, entries, total);
            Head(text, "value");
            foreach (var entry in entries.OrderByDescending(entry => entry.Time))
            {
                Row(text, $"{entry.Operator} {entry.Output}", entry.Runs, entry.Time.TotalMilliseconds, total, entry.Flops, entry.Bytes);
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static void Kinds(StringBuilder text, IEnumerable<ProfileEntry> entries, double total)
    {
        Head(text, "operator");
        foreach (var kind in entries.GroupBy(entry => entry.Operator).OrderByDescending(kind => kind.Sum(entry => entry.Time.Ticks)))
        {
            Row(
                text,
                kind.Key,
                kind.Sum(entry => entry.Runs),
                kind.Sum(entry => entry.Time.TotalMilliseconds),
                total,
                kind.Sum(entry => entry.Flops),
                kind.Sum(entry => entry.Bytes)
            );
        }

        text.Append('\n');
    }

    private static void Head(StringBuilder text, string what) =>
        text.Append(
            CultureInfo.InvariantCulture,
            $"{what, -60} {"runs", 6} {"ms", 10} {"share", 8} {"GFLOP/s", 9} {"GB/s", 8} {"MB a run", 9}\n"
        );

    private static void Row(StringBuilder text, string name, int runs, double milliseconds, double total, double flops, double bytes)
    {
        var perSecond = 1e3 / Math.Max(milliseconds, TimeSpan.FromTicks(1).TotalMilliseconds); // what took no tick has no rate
        text.Append(
            CultureInfo.InvariantCulture,
            $"{(name.Length > 60 ? name[..59] + "…" : name), -60} {runs, 6} {milliseconds, 10:F3} "
                + $"{milliseconds / total, 8:P1} {flops * perSecond / 1e9, 9:F1} {bytes * perSecond / 1e9, 8:F1} "
                + $"{bytes / runs / 1e6, 9:F3}\n"
        );
    }

    private static string Trace(ExecutionProfile profile) =>
        JsonText.Indented(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("traceEvents");
            for (var track = 0; track < profile.Tracks.Count; track++)
            {
                Name(json, track + 1, profile.Tracks[track].Name);
                foreach (var occurrence in profile.Tracks[track].Events)
                {
                    json.WriteStartObject();
                    json.WriteString("name", occurrence.Operator);
                    json.WriteString("cat", profile.Tracks[track].Name);
                    json.WriteString("ph", "X"); // a complete event: begin and duration in microseconds
                    json.WriteNumber("ts", occurrence.Start.TotalMicroseconds);
                    json.WriteNumber("dur", occurrence.Duration.TotalMicroseconds);
                    json.WriteNumber("pid", 1);
                    json.WriteNumber("tid", track + 1);
                    json.WriteStartObject("args");
                    json.WriteString("value", occurrence.Output);
                    json.WriteEndObject();
                    json.WriteEndObject();
                }
            }

            json.WriteEndArray();
            json.WriteString("displayTimeUnit", "ms");
            json.WriteEndObject();
        });

    // A metadata event: what the viewer calls the row of a graph.
    private static void Name(Utf8JsonWriter json, int row, string name)
    {
        json.WriteStartObject();
        json.WriteString("name", "thread_name");
        json.WriteString("ph", "M");
        json.WriteNumber("pid", 1);
        json.WriteNumber("tid", row);
        json.WriteStartObject("args");
        json.WriteString("name", name);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
