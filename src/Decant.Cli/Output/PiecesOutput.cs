using System.Globalization;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Reporting;
using Decant.Tokenizers;
using Spectre.Console;

namespace Decant.Cli.Output;

/// <summary>A text as pieces.</summary>
internal static class PiecesOutput
{
    /// <summary>Writes it to standard output, as JSON where that was asked for.</summary>
    public static void Show(TextTokenizer tokenizer, TokenizedText text, Invocation call)
    {
        if (call.Value(StandardOptions.Json))
        {
            call.Terminal.Results.Write(Json(tokenizer, text));
            return;
        }

        var table = TableLook.OfNumbers("Piece", "Number", "Text", "From", "To");
        for (var i = 0; i < text.Ids.Length; i++)
        {
            table.AddTexts(
                tokenizer.Piece(text.Ids[i]),
                Number(text.Ids[i]),
                Number(text.Segments[i]),
                Number(text.Offsets[i].Start),
                Number(text.Offsets[i].End)
            );
        }

        call.Terminal.Show(table);
        if (text.Cut > 0)
        {
            call.Terminal.Show(new Text($"\n{Quantity.Count(text.Cut)} more did not fit.\n"));
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Json(TextTokenizer tokenizer, TokenizedText text) =>
        JsonText.Indented(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("cut", text.Cut);
            json.WriteStartArray("pieces");
            for (var i = 0; i < text.Ids.Length; i++)
            {
                json.WriteStartObject();
                json.WriteNumber("id", text.Ids[i]);
                json.WriteString("piece", tokenizer.Piece(text.Ids[i]));
                json.WriteNumber("segment", text.Segments[i]);
                json.WriteNumber("start", text.Offsets[i].Start);
                json.WriteNumber("end", text.Offsets[i].End);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
}
