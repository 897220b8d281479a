using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Reporting;
using Decant.Tokenizers;
using Spectre.Console;

namespace Decant.Cli.Output;

/// <summary>What a tokenizer is.</summary>
internal static class TokenizerOutput
{
    private const string Sample = "Unaffable, isn't it? A naïve 42nd sentence.";
    private const int Longest = 8;

    /// <summary>Writes it to standard output, as JSON where that was asked for.</summary>
    public static void Show(string path, TextTokenizer tokenizer, Invocation call)
    {
        if (call.Value(StandardOptions.Json))
        {
            call.Terminal.Results.Write(Json(path, tokenizer));
            return;
        }

        var facts = TableLook.OfFacts();
        facts.AddFact("Kind", tokenizer.Kind);
        facts.AddFact("Vocabulary", Quantity.Count(tokenizer.VocabularySize));
        foreach (var (name, id) in Special(tokenizer))
        {
            facts.AddFact(name, id is { } known ? $"{tokenizer.Piece(known)} ({Quantity.Count(known)})" : "none");
        }

        facts.AddFact("Longest pieces", string.Join("  ", LongestPieces(tokenizer)));
        facts.AddFact("A sentence", Sample);
        facts.AddFact("", string.Join(' ', SamplePieces(tokenizer)));
        facts.AddFact("SHA-256", tokenizer.Fingerprint);
        call.Terminal.Show(new Markup($"[bold]{Markup.Escape(path)}[/]\n"));
        call.Terminal.Show(facts);
    }

    private static IEnumerable<(string Name, int? Id)> Special(TextTokenizer tokenizer) =>
        [
            ("Padding", tokenizer.Special.Padding),
            ("Unknown", tokenizer.Special.Unknown),
            ("Begin", tokenizer.Special.Begin),
            ("End", tokenizer.Special.End),
            ("Mask", tokenizer.Special.Mask),
        ];

    private static IEnumerable<string> LongestPieces(TextTokenizer tokenizer) =>
        tokenizer.AllPieces.OrderByDescending(piece => piece.Length).ThenBy(piece => piece, StringComparer.Ordinal).Take(Longest);

    private static IEnumerable<string> SamplePieces(TextTokenizer tokenizer) =>
        tokenizer.Encode(Sample, null, int.MaxValue).Ids.Select(tokenizer.Piece);

    private static string Json(string path, TextTokenizer tokenizer) =>
        JsonText.Indented(json =>
        {
            json.WriteStartObject();
            json.WriteString("path", path);
            json.WriteString("kind", tokenizer.Kind);
            json.WriteNumber("vocabulary", tokenizer.VocabularySize);
            json.WriteStartObject("special");
            foreach (var (name, id) in Special(tokenizer))
            {
                json.WriteStartObject(name.ToLowerInvariant());
                if (id is { } known)
                {
                    json.WriteString("piece", tokenizer.Piece(known));
                    json.WriteNumber("id", known);
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
            Write("longestPieces", LongestPieces(tokenizer));
            json.WriteString("sample", Sample);
            Write("samplePieces", SamplePieces(tokenizer));
            json.WriteString("sha256", tokenizer.Fingerprint);
            json.WriteEndObject();

            void Write(string key, IEnumerable<string> pieces)
            {
                json.WriteStartArray(key);
                foreach (var piece in pieces)
                {
                    json.WriteStringValue(piece);
                }

                json.WriteEndArray();
            }
        });
}
