using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Prediction;
using Decant.Students.Texts;
using Decant.Tests.Shared;
using Decant.Tests.Students.Texts;
using Decant.Tokenizers;

namespace Decant.Tests.Prediction;

/// <summary>A file of a network and the tokenizer next to it answer texts.</summary>
public sealed class TextModelTests : IDisposable
{
    private static readonly string[] s_texts = ["a good film", "a bad, bad story of people", "the people of the film", ""];

    private static readonly Encoder s_encoder = new()
    {
        Layers = 1,
        Width = 16,
        Heads = 2,
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("decant-text-model-").FullName;
    private readonly TextTokenizer _tokenizer = WordPieceTraining.Run(s_texts, 60);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Texts_are_answered_as_ONNX_Runtime_answers_their_tokens()
    {
        OnnxRuntimeOracle.SkipIfMissing();
        var path = Write(TextCases.Build(s_encoder));
        using var model = TextModel.Load(path);
        foreach (var text in s_texts)
        {
            long[] ids = [.. _tokenizer.Encode(text, null, 100).Ids.Select(id => (long)id)];
            var theirs = OnnxRuntimeOracle.Run(
                File.ReadAllBytes(path),
                new Dictionary<string, Tensor>
                {
                    ["input_ids"] = Tensor.From<long>(ids, 1, ids.Length),
                    ["attention_mask"] = Tensor.From<long>([.. ids.Select(_ => 1L)], 1, ids.Length),
                }
            )["probabilities"];

            var ours = model.Predict(text);

            Assert.Equal(1, ours.Sum(), 1e-5);
            Assert.All(ours.Zip(theirs.Span<float>().ToArray()), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
        }
    }

    [Fact]
    public async Task Several_threads_may_ask_at_once()
    {
        using var model = TextModel.Load(Write(TextCases.Build(new TextCnn { Filters = 6, Dimension = 8 })));
        var expected = s_texts.Select(text => model.Predict(text)).ToArray();

        var asked = Enumerable.Range(0, 40).Select(k => Task.Run(() => model.Predict(s_texts[k % s_texts.Length])));
        var answers = await Task.WhenAll(asked);

        Assert.All(answers.Index(), answer => Assert.Equal(expected[answer.Index % s_texts.Length], answer.Item));
    }

    [Fact]
    public void A_text_that_is_longer_than_in_training_is_cut()
    {
        var graph = TextCases.Build(s_encoder);
        graph.Metadata["decant.max-length"] = "6";
        using var model = TextModel.Load(Write(graph));

        Assert.Equal(
            model.Predict("a good film of people"),
            model.Predict("a good film of people " + string.Join(' ', Enumerable.Repeat("story", 1000)))
        );
    }

    [Fact]
    public void Spans_are_the_words_of_the_text_that_their_tags_join()
    {
        var graph = TextCases.Build(s_encoder, answersTokens: true);
        graph.Metadata["decant.classes"] = """["B-x", "I-x", "O"]""";
        using var model = TextModel.Load(Write(graph));

        var sample = Assert.Single(
            TextScorer.Run(model, [new TextToScore("one", "Good people, of the film")], TestContext.Current.CancellationToken)
        );

        Assert.All(sample.Spans!, span =>
        {
            Assert.Equal("x", span.Kind);
            Assert.Equal("Good people, of the film"[span.Start..span.End], span.Text);
            Assert.DoesNotContain(' ', span.Text.Trim()[..1]);
        });
        Assert.Empty(sample.Values);
    }

    [Fact]
    public void A_network_without_its_tokenizer_says_what_to_copy()
    {
        var path = Write(TextCases.Build(s_encoder));
        File.Delete(Path.Combine(_folder, "tokenizer.json"));

        Assert.Contains(
            "Copy tokenizer.json from the folder of the run",
            Assert.Throws<DecantException>(() => TextModel.Load(path)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_tokenizer_of_another_network_is_refused()
    {
        var graph = TextCases.Build(s_encoder);
        graph.Metadata["decant.tokenizer"] = "another";

        Assert.Contains(
            "is the tokenizer of another network",
            Assert.Throws<DecantException>(() => TextModel.Load(Write(graph))).Message,
            StringComparison.Ordinal
        );
    }

    private string Write(Graph graph)
    {
        var path = Path.Combine(_folder, "student.onnx");
        OnnxFile.Write(graph, path);
        _tokenizer.Write(Path.Combine(_folder, "tokenizer.json"));
        return path;
    }
}
