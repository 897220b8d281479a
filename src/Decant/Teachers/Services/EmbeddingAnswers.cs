using Decant.Engine;
using Microsoft.Extensions.AI;

namespace Decant.Teachers.Services;

/// <summary>
/// Asks a service for the vectors of many texts, several in each request: each different text once, those that the file of kept answers has
/// not at all.
/// </summary>
/// <param name="open">Reaches the model; called where there is something to ask.</param>
/// <param name="options">Its name, and the length of the vectors where the service is to shorten them.</param>
/// <param name="width">Numbers of a vector D.</param>
/// <param name="calls">Makes the requests.</param>
/// <param name="kept">What was answered before.</param>
/// <param name="batch">Texts of a request, 1 or more.</param>
/// <param name="parallel">Requests at the same time, 1 or more.</param>
internal sealed class EmbeddingAnswers(
    Func<IEmbeddingGenerator<string, Embedding<float>>> open,
    EmbeddingGenerationOptions options,
    int width,
    ServiceCalls calls,
    KeptAnswers kept,
    int batch,
    int parallel
)
{
    /// <summary>Different texts that the file had the vector of.</summary>
    public int Kept { get; private set; }

    /// <summary>Different texts that were asked about now.</summary>
    public int Asked { get; private set; }

    /// <summary>Takes the vector of a text.</summary>
    /// <param name="place">The text's place among the texts.</param>
    /// <param name="vector">Float32 [D].</param>
    public delegate void Taker(int place, ReadOnlySpan<float> vector);

    /// <summary>Asks for the vector of each text.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="take">Takes the vectors, one at a time.</param>
    /// <param name="progress">Is told how many different texts have their answer, and how many there are.</param>
    /// <param name="cancellation">Stops; what was answered is kept.</param>
    /// <exception cref="DecantException">A limit is reached, the service does not answer, or answers otherwise than expected.</exception>
    public async Task Ask(IReadOnlyList<string> texts, Taker take, Action<int, int> progress, CancellationToken cancellation)
    {
        string[] keys = [.. texts.Select(KeyOf)];
        var places = Places(keys);
        var missing = Take(places, take);
        if (missing.Count > 0)
        {
            var client = open();
            // Once more, as another run may have added answers until now.
            kept.Begin();
            missing = Take(places, take);
            int[][] requests = [.. missing.Select(key => places[key].First()).Chunk(batch)];
            var gate = new Lock();
            await AskingTeam
                .Run(
                    requests.Length,
                    parallel,
                    async request =>
                    {
                        int[] asked = requests[request];
                        var answers = await AskSome(client, [.. asked.Select(place => texts[place])], cancellation).ConfigureAwait(false);
                        lock (gate)
                        {
                            foreach (var (place, vector) in asked.Zip(answers))
                            {
                                Put(places[keys[place]], vector.Span, take);
                            }

                            Asked += asked.Length;
                            progress(Kept + Asked, places.Count);
                        }
                    },
                    cancellation
                )
                .ConfigureAwait(false);
        }
    }

    /// <summary>What is still to be asked: how many different texts, and their letters.</summary>
    /// <param name="texts">The texts.</param>
    public (int Texts, long Letters) Missing(IReadOnlyList<string> texts)
    {
        var places = Places(texts.Select(KeyOf));
        var missing = Take(places, (_, _) => { });
        return (missing.Count, missing.Sum(key => (long)texts[places[key].First()].Length));
    }

    private static ILookup<string, int> Places(IEnumerable<string> keys) =>
        keys.Index().ToLookup(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);

    // What the file has goes where it belongs; the keys of the others.
    private List<string> Take(ILookup<string, int> places, Taker take)
    {
        var found = kept.Find(places.Select(group => group.Key).ToHashSet(StringComparer.Ordinal));
        var vector = new float[width];
        var missing = new List<string>();
        foreach (var group in places)
        {
            if (found.TryGetValue(group.Key, out var known) && known.TryUnpack(vector))
            {
                Put(group, vector, take);
            }
            else
            {
                missing.Add(group.Key);
            }
        }

        Kept = places.Count - missing.Count;
        return missing;
    }

    private static void Put(IEnumerable<int> places, ReadOnlySpan<float> vector, Taker take)
    {
        foreach (var place in places)
        {
            take(place, vector);
        }
    }

    private async Task<IReadOnlyList<ReadOnlyMemory<float>>> AskSome(
        IEmbeddingGenerator<string, Embedding<float>> client,
        string[] texts,
        CancellationToken cancellation
    )
    {
        var answers = await calls
            .Send(
                token => client.GenerateAsync(texts, options, token),
                answers => answers.Usage,
                texts.Sum(text => (long)text.Length),
                cancellation
            )
            .ConfigureAwait(false)
            ?? throw new DecantException(
                $"teacher.embeddings: the service refuses a text among '{Begin(texts[0])}' and the {texts.Length - 1} after it. It may be too "
                    + "long or empty: leave such texts out of the data."
            );
        if (answers.Count != texts.Length || answers.FirstOrDefault(answer => !Fits(answer.Vector)) is not null)
        {
            var wrong = answers.FirstOrDefault(answer => !Fits(answer.Vector));
            throw new DecantException(
                $"teacher.embeddings: expected {texts.Length} vectors of {width} finite numbers, received {answers.Count}"
                    + $"{(wrong is null ? "" : $", one of {wrong.Vector.Length} numbers")}. Write the model's own length under dimensions."
            );
        }

        // The tokens of a request are its texts' together; each bears the same part of them.
        var share = (answers.Usage?.InputTokenCount ?? 0) / texts.Length;
        kept.Add(texts.Zip(answers, (text, answer) => new KeptAnswer(KeyOf(text))
                {
                    Text = text,
                    Vector = KeptAnswer.Pack(answer.Vector.Span),
                    TokensIn = share,
                }));
        return [.. answers.Select(answer => answer.Vector)];
    }

    private bool Fits(ReadOnlyMemory<float> vector)
    {
        if (vector.Length != width)
        {
            return false;
        }

        foreach (var number in vector.Span)
        {
            if (!float.IsFinite(number))
            {
                return false;
            }
        }

        return true;
    }

    private string KeyOf(string text) =>
        KeptAnswers.KeyOf(
            "embedding 1",
            options.ModelId,
            options.Dimensions?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            text
        );

    private static string Begin(string text) => text.Length <= 40 ? text : text[..40] + " …";
}
