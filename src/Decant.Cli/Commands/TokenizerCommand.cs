using Decant.Cli.Parsing;
using Decant.Cli.Shell;

namespace Decant.Cli.Commands;

/// <summary>What can be done with tokenizers.</summary>
internal sealed class TokenizerCommand : DecantCommand
{
    public TokenizerCommand()
        : base("tokenizer", "Trains and shows tokenizers, which cut texts into pieces of a vocabulary.")
    {
        Add(new TokenizerTrainCommand());
        Add(new TokenizerShowCommand());
        Add(new TokenizerEncodeCommand());
    }

    public override IReadOnlyList<string> Usage => ["COMMAND [options]"];

    public override IReadOnlyList<Example> Examples =>
        [
            new("decant tokenizer train reviews.tsv --out tokenizer.json", "A vocabulary of one's own."),
            new("decant tokenizer show bert-base-uncased", "What a tokenizer from elsewhere is."),
        ];

    public override string Remark =>
        "Read are tokenizer.json, vocab.txt, vocab.json with merges.txt, and SentencePiece's .model; written is tokenizer.json.";

    public override int Run(Invocation call) =>
        throw new InvalidOperationException("Tokenizer is called with a command, or shows its help.");
}
