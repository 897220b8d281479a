using Decant.Prediction;

namespace Decant.Cli.Benchmarks;

/// <summary>
/// Times the answers to real texts, each alone and of its own length: nothing is padded. Networks take turns through all texts, and the
/// fastest turn of each counts.
/// </summary>
internal static class TextBenchmark
{
    /// <summary>Times networks.</summary>
    /// <param name="models">Files of networks that take texts, each with its tokenizer next to it.</param>
    /// <param name="names">What they are called.</param>
    /// <param name="texts">The texts, 1 or more.</param>
    /// <param name="turns">Timed turns of each network, 1 or more; one more before them does not count.</param>
    /// <param name="threads">Threads that a network may use.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellation">Ends the timing between two texts.</param>
    public static TextReport Run(
        IReadOnlyList<TextModel> models,
        IReadOnlyList<string> names,
        IReadOnlyList<TextToScore> texts,
        int turns,
        int threads,
        TimeProvider clock,
        CancellationToken cancellation = default
    )
    {
        var (whole, cutting) = (Times(), Times());
        for (var turn = 0; turn <= turns; turn++)
        {
            foreach (var (place, model) in models.Index())
            {
                Keep(cutting, place, turn, text => model.Encode(text.Text, text.Second));
                Keep(whole, place, turn, text => model.Predict(text.Text, text.Second));
            }
        }

        return new TextReport
        {
            Texts = texts.Count,
            Bytes = texts.Sum(text => (long)Bytes(text.Text) + Bytes(text.Second ?? "")),
            Threads = threads,
            Networks =
            [
                .. models.Select(
                    (model, place) =>
                        new TextTiming
                        {
                            Model = names[place],
                            Tokens = texts.Sum(text => (long)model.Encode(text.Text, text.Second).Ids.Length),
                            Seconds = whole[place],
                            TokenizerSeconds = cutting[place],
                        }
                ),
            ],
        };

        double[] Times() => [.. models.Select(_ => double.MaxValue)];

        void Keep(double[] fastest, int place, int turn, Action<TextToScore> ask)
        {
            var start = clock.GetTimestamp();
            foreach (var text in texts)
            {
                cancellation.ThrowIfCancellationRequested();
                ask(text);
            }

            var taken = clock.GetElapsedTime(start).TotalSeconds;
            fastest[place] = turn == 0 ? double.MaxValue : Math.Min(fastest[place], taken);
        }
    }

    private static int Bytes(string text) => System.Text.Encoding.UTF8.GetByteCount(text);
}
