using System.CommandLine;
using Decant.Cli.Output;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Data.Sources;
using Decant.Engine;
using Decant.Tokenizers;

namespace Decant.Cli.Commands;

/// <summary>Learns a vocabulary from texts.</summary>
internal sealed class TokenizerTrainCommand : DecantCommand
{
    private const string WordPiece = "wordpiece";
    private const string BytePair = "bpe";
    private const int UsualSize = 8000;

    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "Files of texts: TSV, CSV, JSON Lines, Parquet, or a text in each line.",
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<int?> _vocabulary = NumberOption.Whole("--vocabulary", 7, 1_000_000, "The most pieces. Default: 8000.");
    private readonly Option<string> _model = new("--model")
    {
        HelpName = $"{WordPiece}|{BytePair}",
        Description = "BERT's small letters without accents, or GPT-2's bytes, which keep every text. Default: wordpiece.",
        CustomParser = result => StandardOptions.ReadWord(result, "--model", "kind of vocabulary", [WordPiece, BytePair]),
        DefaultValueFactory = _ => WordPiece,
    };
    private readonly Option<string?> _column = new("--text")
    {
        HelpName = "COLUMN",
        Description = "The column with the text, by name or by number from 0; found by name or content where left out.",
    };
    private readonly Option<string> _out = new("--out")
    {
        HelpName = "FILE",
        Description = "The tokenizer.json to write.",
        Required = true,
    };

    public TokenizerTrainCommand()
        : base("train", "Learns a vocabulary from texts, and writes it in Hugging Face's form.")
    {
        Add(_files);
        Add(_vocabulary);
        Add(_model);
        Add(_column);
        Add(_out);
        Add(StandardOptions.Json);
    }

    public override IReadOnlyList<string> Usage => ["FILE … --out FILE [options]"];

    public override IReadOnlyList<Example> Examples =>
        [
            new("decant tokenizer train train.tsv --out tokenizer.json", "8,000 pieces of the texts in train.tsv."),
            new("decant tokenizer train a.txt b.txt --vocabulary 2000 --model bpe --out small.json", "2,000 pieces of bytes."),
        ];

    public override string Remark =>
        "The same texts give the same vocabulary, in whatever order they come. Learn from training texts alone: the test must not be seen.";

    public override int Run(Invocation call)
    {
        var place = call.Value(_out)!;
        if (Directory.Exists(place))
        {
            throw new DecantException(
                $"--out: expected a file, '{place}' is a folder. Name a file in it: {Path.Combine(place, "tokenizer.json")}."
            );
        }

        var texts = call.Value(_files)!.SelectMany(file => Texts(file, call.Value(_column))).ToList();
        var size = call.Value(_vocabulary) ?? UsualSize;
        var tokenizer = call.Value(_model) == WordPiece ? WordPieceTraining.Run(texts, size) : BytePairTraining.Run(texts, size);
        call.HasWorkBegun = true;
        tokenizer.Write(place);
        TokenizerOutput.Show(place, tokenizer, call);
        return ExitCode.Done;
    }

    private static IEnumerable<string> Texts(string file, string? column)
    {
        if (!File.Exists(file))
        {
            throw new DecantException($"FILE: expected a file of texts, '{file}' is none. Name a file that exists.");
        }

        var table = TextFile.Read(file, null, null);
        Dictionary<string, string> named = column is null ? [] : new() { ["text"] = column };
        var columns = new TextColumns(table, new DataOptions(named, new TextSource().Options, ".") { IsUnlabelled = true });
        foreach (var (cells, _) in table.Rows)
        {
            yield return cells[columns.Text];
            if (columns.Second >= 0)
            {
                yield return cells[columns.Second];
            }
        }
    }
}
