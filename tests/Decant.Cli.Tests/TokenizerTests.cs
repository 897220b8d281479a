using System.Text.Json;

namespace Decant.Cli.Tests;

/// <summary>Tokenizers from the command line.</summary>
public sealed class TokenizerTests : IDisposable
{
    private readonly WorkFolder _folder = new WorkFolder()
        .With("texts.tsv", "text\tlabel\nthe film is good\t1\nthe film is bad , the film is long\t0\n")
        .With("more.txt", "the film is good and bad\n");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("wordpiece", "60", "WordPiece", "film")]
    [InlineData("bpe", "300", "BPE", "Ġfilm")]
    public void A_trained_tokenizer_is_shown_and_cuts_a_pair(string model, string size, string kind, string piece)
    {
        var trained = Run("train", "texts.tsv", "more.txt", "--vocabulary", size, "--model", model, "--out", "tokenizer.json");
        Assert.Equal((0, ""), (trained.ExitCode, trained.Messages));

        var shown = JsonDocument.Parse(Run("show", ".", "--json").Results).RootElement;
        Assert.Equal(kind, shown.GetProperty("kind").GetString());
        Assert.Equal("[MASK]", shown.GetProperty("special").GetProperty("mask").GetProperty("piece").GetString());

        var encoded = JsonDocument.Parse(Run("encode", "tokenizer.json", "a film", "--pair", "good", "--json").Results).RootElement;
        var film = encoded.GetProperty("pieces").EnumerateArray().Single(found => found.GetProperty("piece").GetString() == piece);
        Assert.Equal((2, 6), (film.GetProperty("start").GetInt32(), film.GetProperty("end").GetInt32()));
        Assert.Equal(0, encoded.GetProperty("cut").GetInt32());
    }

    [Fact]
    public void What_cannot_be_read_is_said_in_a_sentence()
    {
        Assert.Contains("'none.tsv' is none", Refused("train", "none.tsv", "--out", "t.json"));
        Assert.Contains("unknown column 'txt'; nearest: 'text'", Refused("train", "texts.tsv", "--text", "txt", "--out", "t.json"));
        Assert.Contains("'.' is a folder", Refused("train", "texts.tsv", "--out", "."));
        Assert.Contains("should hold one of tokenizer.json", Refused("show", "."));
        Assert.False(File.Exists(_folder.File("t.json")));
    }

    private string Refused(params string[] words)
    {
        var answer = Run(words);
        Assert.Equal((2, ""), (answer.ExitCode, answer.Results));
        return answer.Messages;
    }

    private ProcessAnswer Run(params string[] words) => DecantProcess.Run(_folder.Path, ["tokenizer", .. words]);
}
