using System.CommandLine;
using Decant.Cli.Output;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Tokenizers;

namespace Decant.Cli.Commands;

/// <summary>What a tokenizer is.</summary>
internal sealed class TokenizerShowCommand : DecantCommand
{
    private readonly Argument<string> _path = new("PATH") { Description = "A tokenizer's file, or the folder of a model." };

    public TokenizerShowCommand()
        : base("show", "Shows a tokenizer's kind, size, special tokens and longest pieces, and how it cuts a sentence.")
    {
        Add(_path);
        Add(StandardOptions.Json);
    }

    public override IReadOnlyList<string> Usage => ["PATH [options]"];

    public override IReadOnlyList<Example> Examples =>
        [
            new("decant tokenizer show bert-base-uncased", "The tokenizer in a model's folder."),
            new("decant tokenizer show vocab.txt --json", "The same of a file, for a program."),
        ];

    public override int Run(Invocation call)
    {
        var path = call.Value(_path)!;
        TokenizerOutput.Show(path, TokenizerFile.Read(path), call);
        return ExitCode.Done;
    }
}
