using System.Text.Json;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Data.Downloads;
using Decant.Data.Sources;
using Decant.Reporting;
using Spectre.Console;

namespace Decant.Cli.Output;

/// <summary>The data sets that can be fetched, and the sources that recipes can name.</summary>
internal static class DataListOutput
{
    /// <summary>Writes it to standard output, as JSON where that was asked for.</summary>
    /// <param name="root">The data root, for what is there already.</param>
    /// <param name="call">The call of the command.</param>
    public static void Show(string root, Invocation call)
    {
        if (call.Value(StandardOptions.Json))
        {
            call.Terminal.Results.Write(JsonText.Indented(json => Write(json, root)));
            return;
        }

        var lines = new List<string> { $"[bold]Can be fetched[/] with decant data get NAME, into {Markup.Escape(root)}" };
        foreach (var dataset in PublicDatasets.All)
        {
            var here = IsThere(dataset, root) ? "[green]is there[/]" : Quantity.Bytes(Size(dataset));
            lines.Add($"\n  [bold]{Markup.Escape(dataset.Name)}[/], {here}, licence: {Markup.Escape(dataset.Licence)}");
            lines.AddRange(Described(dataset.Description, call));
            lines.Add($"      [grey]{Markup.Escape(dataset.Recipe)}[/]");
        }

        lines.Add("\n[bold]Can be read[/] by recipes, under data.source");
        foreach (var source in DataSources.All)
        {
            lines.Add($"\n  [bold]{Markup.Escape(source.Name)}[/]");
            lines.AddRange(Described(source.Description, call));
        }

        call.Terminal.Show(new Markup(string.Join('\n', lines) + "\n"));
    }

    private static IEnumerable<string> Described(string text, Invocation call) =>
        WrappedText.Lines(text, 6, call.Terminal.TextWidth).Select(line => $"      {Markup.Escape(line)}");

    private static void Write(Utf8JsonWriter json, string root)
    {
        json.WriteStartObject();
        json.WriteString("dataRoot", root);
        json.WriteStartArray("datasets");
        foreach (var dataset in PublicDatasets.All)
        {
            json.WriteStartObject();
            json.WriteString("name", dataset.Name);
            json.WriteString("description", dataset.Description);
            json.WriteString("licence", dataset.Licence);
            json.WriteString("recipe", dataset.Recipe);
            json.WriteNumber("bytes", Size(dataset));
            json.WriteBoolean("isThere", IsThere(dataset, root));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("sources");
        foreach (var source in DataSources.All)
        {
            WriteSource(json, source);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSource(Utf8JsonWriter json, DataSource source)
    {
        json.WriteStartObject();
        json.WriteString("name", source.Name);
        json.WriteString("description", source.Description);
        json.WriteStartArray("options");
        foreach (var option in source.Options)
        {
            json.WriteStartObject();
            json.WriteString("name", option.Name);
            json.WriteString("meaning", option.Meaning);
            json.WriteString("default", option.Default);
            json.WriteBoolean("required", option.Required);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static long Size(PublicDataset dataset) => dataset.Files.Sum(file => file.Bytes);

    // By name and length only: the content was checked when it came.
    private static bool IsThere(PublicDataset dataset, string root) =>
        dataset.Files.All(file =>
            new FileInfo(Path.Combine(root, dataset.Name, file.Name)) is { Exists: true } there && there.Length == file.Bytes
        );
}
