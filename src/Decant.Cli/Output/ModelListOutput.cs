using System.Text.Json;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Pretrained;
using Decant.Reporting;
using Spectre.Console;

namespace Decant.Cli.Output;

/// <summary>The pretrained networks that can be fetched.</summary>
internal static class ModelListOutput
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

        var folder = Path.Combine(root, PretrainedModels.Folder);
        var lines = new List<string> { $"[bold]Can be fetched[/] with decant model get NAME, into {Markup.Escape(folder)}" };
        foreach (var model in PretrainedModels.All)
        {
            var here = IsThere(model, root) ? "[green]is there[/]" : Quantity.Bytes(model.Bytes);
            lines.Add($"\n  [bold]{Markup.Escape(model.Name)}[/], {here}, licence: {Markup.Escape(model.Licence)}");
            lines.AddRange(WrappedText.Lines(model.Description, 6, call.Terminal.TextWidth).Select(line => $"      {Markup.Escape(line)}"));
            lines.Add($"      [grey]{Markup.Escape(model.Recipe)}[/]");
        }

        call.Terminal.Show(new Markup(string.Join('\n', lines) + "\n"));
    }

    private static bool IsThere(PretrainedModel model, string root) =>
        PretrainedDownload.IsThere(model, Path.Combine(root, PretrainedModels.Folder, model.Name));

    private static void Write(Utf8JsonWriter json, string root)
    {
        json.WriteStartObject();
        json.WriteString("dataRoot", root);
        json.WriteStartArray("models");
        foreach (var model in PretrainedModels.All)
        {
            json.WriteStartObject();
            json.WriteString("name", model.Name);
            json.WriteString("description", model.Description);
            json.WriteString("licence", model.Licence);
            json.WriteString("origin", model.Origin);
            json.WriteString("package", model.Package.ToString());
            json.WriteString("recipe", model.Recipe);
            json.WriteNumber("bytes", model.Bytes);
            json.WriteBoolean("isThere", IsThere(model, root));
            json.WriteStartArray("files");
            foreach (var file in model.Files)
            {
                json.WriteStartObject();
                json.WriteString("name", file.Name);
                json.WriteNumber("bytes", file.Bytes);
                json.WriteString("sha256", file.Sha256);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
