using System.CommandLine;
using Decant.Cli.Output;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Tokenizers;

namespace Decant.Cli.Commands;

/// <summary>A text as pieces.</summary>
internal sealed class TokenizerEncodeCommand : DecantCommand
{
    private readonly Argument<string> _path = new("PATH") { Description = "A tokenizer's file, or the folder of a model." };
    private readonly Argument<string> _text = new("TEXT") { Description = "The text." };
    private readonly Option<string?> _pair = new("--pair") { HelpName = "TEXT", Description = "The second text of a pair." };
    private readonly Option<int?> _longest = NumberOption.Whole(
        "--longest",
        1,
        100_000_000,
        "The most pieces, special tokens included; more are cut off. Default: all."
    );

    public TokenizerEncodeCommand()
        : base("encode", "Cuts a text, or a pair, into pieces: number, piece, and where it is in the text.")
    {
        Add(_path);
        Add(_text);
        Add(_pair);
        Add(_longest);
        Add(StandardOptions.Json);
    }

    public override IReadOnlyList<string> Usage => ["PATH TEXT [options]"];

    public override IReadOnlyList<Example> Examples =>
        [
            new("decant tokenizer encode tokenizer.json \"a gripping film\"", "The pieces of a text."),
            new("decant tokenizer encode bert-base-uncased \"Is it good?\" --pair \"It is.\" --json", "A pair, for a program."),
        ];

    public override int Run(Invocation call)
    {
        var tokenizer = TokenizerFile.Read(call.Value(_path)!);
        var text = tokenizer.Encode(call.Value(_text)!, call.Value(_pair), call.Value(_longest) ?? int.MaxValue);
        PiecesOutput.Show(tokenizer, text, call);
        return ExitCode.Done;
    }
}
