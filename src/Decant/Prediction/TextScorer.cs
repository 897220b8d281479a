using Decant.Tasks.Tokens;
using Decant.Tokenizers;

namespace Decant.Prediction;

/// <summary>Asks a model about texts, by nothing but its own file and its tokenizer; several at once.</summary>
internal static class TextScorer
{
    private const int Chunk = 256;

    /// <summary>The answers, in the order of the texts.</summary>
    /// <param name="model">The model.</param>
    /// <param name="texts">The texts.</param>
    /// <param name="cancellation">Stops between two texts.</param>
    public static IEnumerable<ScoredSample> Run(TextModel model, IEnumerable<TextToScore> texts, CancellationToken cancellation = default)
    {
        var output = model.Model.Outputs.First(output => output.Name == model.Model.OutputName);
        var spans = output.Shape.Rank == 3 ? new TaggedSpans(model.AnswerNames) : null;
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation };
        return texts
            .Chunk(Chunk)
            .SelectMany(chunk =>
            {
                var scored = new ScoredSample[chunk.Length];
                Parallel.For(0, chunk.Length, options, place => scored[place] = Score(model, chunk[place], spans));
                return scored;
            });
    }

    private static ScoredSample Score(TextModel model, TextToScore text, TaggedSpans? spans)
    {
        var tokens = model.Encode(text.Text, text.Second);
        var values = model.Predict(tokens);
        return spans is null
            ? new ScoredSample(text.Name, values)
            : new ScoredSample(text.Name, []) { Spans = Found(text.Text, tokens, values, spans) };
    }

    // A word is answered at its first token; words are what blanks part.
    private static List<ScoredSpan> Found(string text, TokenizedText tokens, float[] values, TaggedSpans spans)
    {
        var (tags, places) = (new List<int>(), new List<(int Start, int End)>());
        var width = values.Length / tokens.Ids.Length;
        for (var token = 0; token < tokens.Ids.Length; token++)
        {
            var (start, end) = tokens.Offsets[token];
            if (start == end)
            {
                continue;
            }

            if (places.Count > 0 && !text.AsSpan(places[^1].Start, start - places[^1].Start).ContainsAny(" \t\r\n"))
            {
                places[^1] = (places[^1].Start, end);
                continue;
            }

            places.Add((start, end));
            tags.Add(Best(values.AsSpan(token * width, width)));
        }

        var found = new List<(int Start, int End, int Kind)>();
        spans.Find(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(tags), found);
        return
        [
            .. found.Select(span => new ScoredSpan(
                spans.Kinds[span.Kind],
                places[span.Start].Start,
                places[span.End - 1].End,
                text[places[span.Start].Start..places[span.End - 1].End]
            )),
        ];
    }

    private static int Best(ReadOnlySpan<float> values)
    {
        var best = 0;
        for (var place = 1; place < values.Length; place++)
        {
            best = values[place] > values[best] ? place : best;
        }

        return best;
    }
}
