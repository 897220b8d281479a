using Decant.Engine;
using Decant.Notices;
using Decant.Recipes;
using Decant.Reporting;
using Decant.Teachers.Services;
using Microsoft.Extensions.AI;

namespace Decant.Pipeline;

/// <summary>What a run has for asking services: their clients, the files of kept answers, the clock, and someone to tell.</summary>
internal sealed class ServiceAsking
{
    private static readonly TimeSpan s_often = TimeSpan.FromSeconds(10),
        s_seldom = TimeSpan.FromMinutes(1);

    private readonly RunSettings _settings;
    private readonly Action<Notice> _say;
    private readonly Action<Notice> _find;

    /// <summary>For a run; what was found out goes into its report, too.</summary>
    public ServiceAsking(RunContext context)
        : this(context.Settings, context.Observer.Note) => _find = context.Findings.Add;

    /// <summary>Without a run.</summary>
    /// <param name="settings">Where files are, and how services are reached.</param>
    /// <param name="say">Is told what happens.</param>
    public ServiceAsking(RunSettings settings, Action<Notice> say) => (_settings, _say, _find) = (settings, say, _ => { });

    /// <summary>The client of a chat model.</summary>
    /// <exception cref="DecantException">There is none, or the service's address or key is missing.</exception>
    public IChatClient Chat(ChatTeacherSettings chat) => chat.Client ?? Services("chat").Chat(chat.Address("teacher.chat"));

    /// <summary>The client of a model that answers with vectors.</summary>
    /// <inheritdoc cref="Chat"/>
    public IEmbeddingGenerator<string, Embedding<float>> Embeddings(EmbeddingTeacherSettings embeddings) =>
        embeddings.Client ?? Services("embeddings").Embeddings(embeddings.Address("teacher.embeddings"));

    /// <summary>The file of a service's kept answers.</summary>
    /// <param name="service">The service.</param>
    /// <param name="kind">What it is, the end of the file's name where the recipe names none.</param>
    public KeptAnswers Kept(ServiceTeacherSettings service, string kind)
    {
        if (service.Answers is { } file)
        {
            // One that is there may lie below the data root; a new one lies where it is written.
            var below = Path.Combine(_settings.DataRoot, file);
            return new KeptAnswers(!File.Exists(file) && File.Exists(below) ? below : file);
        }

        var name = string.Concat(service.Model.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' ? letter : '-'));
        return new KeptAnswers(Path.Combine(_settings.TeacherFolder, $"{name}.{kind}.jsonl"));
    }

    /// <summary>What makes the requests.</summary>
    /// <param name="service">The service.</param>
    /// <param name="section">Its section of the recipe.</param>
    /// <param name="kept">Where its answers are kept.</param>
    public ServiceCalls Calls(ServiceTeacherSettings service, string section, KeptAnswers kept) =>
        new(service.Address(section), service.Terms, kept.Path, _settings.Clock, note => _say(note));

    /// <summary>Shows how far the asking is, and how long it still takes; often at first, then every minute.</summary>
    /// <param name="service">The service.</param>
    /// <param name="calls">Counts what is paid.</param>
    public Action<int, int> Progress(ServiceTeacherSettings service, ServiceCalls calls)
    {
        var clock = _settings.Clock;
        var (begun, last, had) = (clock.GetTimestamp(), clock.GetTimestamp(), -1);
        return (done, wanted) =>
        {
            had = had < 0 ? done - 1 : had;
            var elapsed = clock.GetElapsedTime(begun);
            if (clock.GetElapsedTime(last) < (elapsed < s_seldom ? s_often : s_seldom) || done == wanted)
            {
                return;
            }

            last = clock.GetTimestamp();
            var left = elapsed * ((double)(wanted - done) / Math.Max(1, done - had));
            var paid = service.Terms.HasPrices ? $", {ServiceWords.Money(calls.Count.Cost)} paid" : "";
            _say(
                $"{service.Model}: {Quantity.Count(done)} of {Quantity.Count(wanted)} texts are answered, "
                    + $"{Quantity.Duration(left)} to go{paid}."
            );
        };
    }

    /// <summary>Tells something about the run, and keeps it for the report.</summary>
    public void Find(Notice notice)
    {
        _say(notice);
        _find(notice);
    }

    private ITeacherServices Services(string section) =>
        _settings.Services
        ?? throw new DecantException(
            $"teacher.{section}: expected a client that reaches the service, received none. Give the program's own one (Client), or run the "
                + "recipe with the command decant."
        );
}
