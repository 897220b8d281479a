using Decant.Cli.Benchmarks;
using Decant.Data.Fields;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Engine.Operators;
using Decant.Prediction;
using Decant.Tokenizers;

namespace Decant.Cli.Tests.Benchmarks;

public sealed class TextBenchmarkTests : IDisposable
{
    private static readonly string[] s_texts = ["a good film", "bad", "größer als der Film"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("decant-text-bench-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Texts_bytes_and_tokens_are_counted_and_the_tokenizer_is_a_part_of_the_time()
    {
        var tokenizer = WordPieceTraining.Run(s_texts, 60);
        using var one = Model("one.onnx", tokenizer);
        using var two = Model("two.onnx", tokenizer);

        var report = TextBenchmark.Run(
            [one, two],
            ["one", "two"],
            [.. s_texts.Select(text => new TextToScore(text, text))],
            turns: 20,
            threads: 1,
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );

        Assert.Equal((3, 11 + 3 + 21), (report.Texts, report.Bytes)); // ö and ß have two bytes each
        Assert.Equal(["one", "two"], report.Networks.Select(network => network.Model));
        var tokens = s_texts.Sum(text => tokenizer.Encode(text, null, 100).Ids.Length);
        Assert.All(report.Networks, network =>
        {
            Assert.Equal(tokens, network.Tokens);
            Assert.InRange(network.TokenizerSeconds, 1e-9, network.Seconds);
        });
        Assert.Equal(report.Networks[1].Seconds / report.Networks[0].Seconds, report.Ratio!.Value, 1e-9);
    }

    [Fact]
    public void A_file_without_texts_is_refused()
    {
        using var folder = new WorkFolder();
        File.WriteAllText(Path.Combine(folder.Path, "empty.txt"), "\n\n");

        var answer = DecantProcess.Run(folder.Path, "bench", "text", "model.onnx", "empty.txt");

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("empty.txt", answer.Messages, StringComparison.Ordinal);
    }

    // The mean of a number for each token.
    private TextModel Model(string name, TextTokenizer tokenizer)
    {
        var graph = new Graph("texts");
        var words = graph.AddInput(Field.TokensName, ElementType.Int64, new Shape("N", "T"));
        var table = new Tensor(ElementType.Float32, tokenizer.VocabularySize, 1);
        graph.AddOutput(graph.AddParameter("table", table).Gather(words).ReduceMean([1]));
        var path = Path.Combine(_folder.FullName, name);
        OnnxFile.Write(graph, path);
        tokenizer.Write(Path.Combine(_folder.FullName, "tokenizer.json"));
        return TextModel.Load(path);
    }
}
