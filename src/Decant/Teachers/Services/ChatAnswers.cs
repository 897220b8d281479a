using Decant.Data.Texts;
using Microsoft.Extensions.AI;

namespace Decant.Teachers.Services;

/// <summary>
/// Asks a chat model for the class of each of many texts: each different text once, or twice where the first answer was no class; those
/// that
/// the file of kept answers has not at all.
/// </summary>
/// <param name="open">Reaches the model; called where there is something to ask.</param>
/// <param name="options">Its name, and how it draws its words.</param>
/// <param name="question">What is asked.</param>
/// <param name="calls">Makes the requests.</param>
/// <param name="kept">What was answered before.</param>
/// <param name="parallel">Requests at the same time, 1 or more.</param>
internal sealed class ChatAnswers(
    Func<IChatClient> open,
    ChatOptions options,
    ChatQuestion question,
    ServiceCalls calls,
    KeptAnswers kept,
    int parallel
)
{
    private const int MostAsked = 2;

    /// <summary>Different texts that the file had an answer of.</summary>
    public int Kept { get; private set; }

    /// <summary>Different texts that were asked about now.</summary>
    public int Asked { get; private set; }

    /// <summary>Different texts whose answer is no class.</summary>
    public int Unread { get; private set; }

    /// <summary>Different texts that the service refuses.</summary>
    public int Refused { get; private set; }

    /// <summary>An answer that is no class; null for none.</summary>
    public string? Strange { get; private set; }

    /// <summary>The class of each text; −1 where no answer could be read.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="progress">Is told how many different texts have their answer, and how many there are.</param>
    /// <param name="cancellation">Stops; what was answered is kept.</param>
    /// <exception cref="Engine.DecantException">A limit is reached, the service does not answer, or the file cannot be written.</exception>
    public async Task<int[]> Ask(IReadOnlyList<SampleText> texts, Action<int, int> progress, CancellationToken cancellation)
    {
        string[] keys = [.. texts.Select(KeyOf)];
        var wanted = Different(texts);
        var found = Find(wanted);
        if (Kept < wanted.Count)
        {
            var client = open();
            // Once more, as another run may have added answers until now.
            kept.Begin();
            found = Find(wanted);
            calls.HasAnswered = found.Count > 0;
            await AskRest(client, wanted, found, progress, cancellation).ConfigureAwait(false);
        }

        var classes = found.ToDictionary(pair => pair.Key, pair => question.Read(pair.Value.Answer ?? ""), StringComparer.Ordinal);
        Unread = classes.Values.Count(label => label < 0);
        Strange = found.FirstOrDefault(pair => classes[pair.Key] < 0).Value?.Answer;
        return [.. keys.Select(key => classes.GetValueOrDefault(key, -1))];
    }

    /// <summary>What is still to be asked: how many different texts, and letters of all messages about them.</summary>
    /// <param name="texts">The texts.</param>
    public (int Texts, long Letters) Missing(IReadOnlyList<SampleText> texts)
    {
        var wanted = Different(texts);
        var found = Find(wanted);
        var missing = wanted.Where(pair => !found.TryGetValue(pair.Key, out var known) || !IsDone(known)).ToList();
        return (missing.Count, missing.Sum(pair => question.Messages(pair.Value).Sum(message => (long)message.Text.Length)));
    }

    private Dictionary<string, SampleText> Different(IReadOnlyList<SampleText> texts)
    {
        var different = new Dictionary<string, SampleText>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            different.TryAdd(KeyOf(text), text);
        }

        return different;
    }

    private Dictionary<string, KeptAnswer> Find(Dictionary<string, SampleText> wanted)
    {
        var found = kept.Find(wanted.Keys.ToHashSet(StringComparer.Ordinal));
        Kept = found.Values.Count(IsDone);
        return found;
    }

    private async Task AskRest(
        IChatClient client,
        Dictionary<string, SampleText> wanted,
        Dictionary<string, KeptAnswer> found,
        Action<int, int> progress,
        CancellationToken cancellation
    )
    {
        string[] missing = [.. wanted.Keys.Where(key => !found.TryGetValue(key, out var known) || !IsDone(known))];
        var done = wanted.Count - missing.Length;
        await AskingTeam
            .Run(
                missing.Length,
                parallel,
                async place =>
                {
                    var key = missing[place];
                    KeptAnswer? before;
                    lock (found)
                    {
                        before = found.GetValueOrDefault(key);
                    }

                    var answer = await AskOne(client, key, wanted[key], before, cancellation).ConfigureAwait(false);
                    lock (found)
                    {
                        if (answer is not null)
                        {
                            found[key] = answer;
                            Asked++;
                        }
                        else
                        {
                            Refused++;
                        }

                        progress(++done, wanted.Count);
                    }
                },
                cancellation
            )
            .ConfigureAwait(false);
    }

    private async Task<KeptAnswer?> AskOne(
        IChatClient client,
        string key,
        SampleText text,
        KeptAnswer? before,
        CancellationToken cancellation
    )
    {
        var answer = before;
        while (answer is null || !IsDone(answer))
        {
            var messages = question.Messages(text, answer?.Answer);
            var response = await calls
                .Send(
                    token => client.GetResponseAsync(messages, options, token),
                    response => response.Usage,
                    messages.Sum(message => (long)message.Text.Length),
                    cancellation
                )
                .ConfigureAwait(false);
            if (response is null)
            {
                return answer;
            }

            answer = new KeptAnswer(key)
            {
                Text = text.Text,
                Second = text.Second,
                Answer = response.Text.Trim(),
                Asked = (answer?.Asked ?? 0) + 1,
                TokensIn = response.Usage?.InputTokenCount ?? 0,
                TokensOut = response.Usage?.OutputTokenCount ?? 0,
            };
            kept.Add(answer);
        }

        return answer;
    }

    private bool IsDone(KeptAnswer answer) => answer.Asked >= MostAsked || question.Read(answer.Answer ?? "") >= 0;

    // The temperature decides the words, too; who asks and where does not.
    private string KeyOf(SampleText text) =>
        KeptAnswers.KeyOf(
            options.ModelId,
            options.Temperature?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            question.Fingerprint,
            text.Text,
            text.Second
        );
}
