using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using System.Text.RegularExpressions;
using Decant.Engine;
using Decant.Notices;
using Decant.Pipeline;
using Decant.Recipes;
using Decant.Runs;
using Decant.Tests.Teachers.Services;
using Microsoft.Extensions.AI;
using OpenAI;

namespace Decant.Tests.Pipeline;

/// <summary>
/// Whole runs in which a student learns from a chat model, which is a server on this machine that counts what it is asked.
/// </summary>
public sealed partial class ChatTeacherRunTests : IDisposable
{
    private const int Unlabelled = 160;

    private readonly string _folder = Directory.CreateTempSubdirectory("decant-chat-").FullName;
    private int _runs;

    public ChatTeacherRunTests()
    {
        OpinionTexts.WriteLabelled(Path.Combine(_folder, "train.tsv"), 0, 40);
        OpinionTexts.WriteLabelled(Path.Combine(_folder, "validation.tsv"), 40, 40);
        OpinionTexts.WriteLabelled(Path.Combine(_folder, "test.tsv"), 80, 100);
        OpinionTexts.WritePlain(Path.Combine(_folder, "more.txt"), 1000, Unlabelled);
    }

    // Texts that the teacher is asked about: those with labels, too.
    private static int Texts => 40 + Unlabelled;

    private string Answers => Path.Combine(_folder, "teachers", "small.chat.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_student_learns_what_a_chat_model_says_and_the_next_one_asks_nothing()
    {
        await using var server = ModelServer.Start();
        var listener = new SmallRun.Listener();

        var outcome = await Run(server, listener, "teacher.chat.price-in=1000", "teacher.chat.price-out=2000");

        Assert.Equal(1, outcome.Run.Arms[0].Seeds[0].Test.Metric("accuracy")!.Value, 0.05);
        Assert.Equal(Texts, server.Requests);
        Assert.Equal(Texts, File.ReadLines(Answers).Count());
        var found = Assert.Single(outcome.Run.Findings, finding => finding.StartsWith("small is the teacher of", StringComparison.Ordinal));
        var numbers = Numbers().Matches(found.Split("were asked about", StringSplitOptions.None)[1]);
        Assert.Equal(
            [server.Requests, server.TokensIn, server.Requests],
            numbers.Take(3).Select(number => int.Parse(number.Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture))
        );
        var cost = ((1000.0 * server.TokensIn) + (2000.0 * server.Requests)) / 1e6;
        Assert.Contains($"{cost.ToString("0.00####", CultureInfo.InvariantCulture)} by the prices stated", found, StringComparison.Ordinal);
        Assert.Contains("Of 40 texts with a label, it named that class for 100.0 %", found, StringComparison.Ordinal);

        var again = new SmallRun.Listener();
        var second = await Run(server, again, "student.dimension=6");
        Assert.Equal(Texts, server.Requests);
        Assert.Contains(again.Notes, note =>
            note.Contains($"{Texts} answers were kept in '{Answers}', nothing was asked", StringComparison.Ordinal)
        );
        Assert.Equal(1, second.Run.Arms[0].Seeds[0].Test.Metric("accuracy")!.Value, 0.05);

        // Another question is another teacher.
        await Run(server, new SmallRun.Listener(), "teacher.chat.instruction=Tell the mood of a film.");
        Assert.Equal(2 * Texts, server.Requests);
    }

    [Fact]
    public async Task The_student_believes_the_model_where_it_has_no_labels()
    {
        await using var server = ModelServer.Start();
        server.Answer = text => OpinionTexts.ClassOf(text) == OpinionTexts.Good ? OpinionTexts.Bad : OpinionTexts.Good;

        var outcome = await Run(server, new SmallRun.Listener(), "data.labelled=0", "losses=[ { hard-labels: { weight: 1 } } ]");

        Assert.Equal(0, outcome.Run.Arms[0].Seeds[0].Test.Metric("accuracy")!.Value, 0.05);
    }

    [Fact]
    public async Task A_run_that_ends_at_its_limit_pays_the_rest_alone_when_it_runs_again()
    {
        await using var server = ModelServer.Start();

        var problem = await Assert.ThrowsAsync<DecantException>(() => Run(server, new SmallRun.Listener(), "teacher.chat.max-requests=70"));
        Assert.Contains("70 requests were made (max-requests)", problem.Message, StringComparison.Ordinal);
        Assert.Equal(70, server.Requests);
        Assert.Equal(70, File.ReadLines(Answers).Count());

        // As a program leaves the file that is killed while it writes.
        File.WriteAllText(Answers, File.ReadAllText(Answers)[..^5]);
        var listener = new SmallRun.Listener();
        await Run(server, listener);
        Assert.Equal(Texts + 1, server.Requests);
        Assert.Contains(listener.Notes, note => note.Contains("1 damaged lines of that file were left out", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_that_is_stopped_keeps_what_was_answered()
    {
        await using var server = ModelServer.Start();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        server.Refusal = (number, _) =>
        {
            if (number == 50)
            {
                stop.Cancel();
            }

            return null;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Run(server, new SmallRun.Listener(), stop.Token));
        var paid = server.Requests;
        Assert.InRange(paid, 50, 60);
        Assert.Equal(paid, File.ReadLines(Answers).Count());

        await Run(server, new SmallRun.Listener());
        Assert.Equal(Texts, server.Requests);
    }

    [Fact]
    public async Task A_run_that_is_stopped_while_it_trains_continues_with_the_same_bits_and_asks_nothing()
    {
        await using var server = ModelServer.Start();
        var whole = await Run(server, new SmallRun.Listener());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Run(server, new StoppingListener(stop, epoch: 5), stop.Token));
        _runs--;
        var continued = await Run(server.Endpoint, new SmallRun.Listener(), TimeProvider.System, [], resume: true);

        Assert.Equal(Texts, server.Requests);
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(whole.Folder, "student.onnx")),
            File.ReadAllBytes(Path.Combine(continued.Folder, "student.onnx"))
        );
    }

    [Fact]
    public async Task Too_many_requests_are_made_again()
    {
        await using var server = ModelServer.Start();
        server.Refusal = (number, _) => number is 1 or 30 or 31 ? 429 : null;
        var listener = new SmallRun.Listener();

        await Run(server, listener);

        Assert.Equal(Texts + 3, server.Requests);
        Assert.Contains(listener.Notes, note => note.Contains($"in {Texts + 3} requests (3 of them repeated)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Answers_that_are_no_class_are_asked_once_more_and_then_left_out()
    {
        await using var server = ModelServer.Start();
        var strange = Enumerable.Range(1000, 3).Select(OpinionTexts.Of).ToArray();
        server.Answer = text =>
            text.StartsWith("That is not the name", StringComparison.Ordinal) ? "still a banana"
            : strange.Contains(text) ? "a banana"
            : $"The class is: {OpinionTexts.ClassOf(text).ToUpperInvariant()}.";
        server.Refusal = (_, text) => text == OpinionTexts.Of(1010) ? 400 : null;
        var listener = new SmallRun.Listener();

        var outcome = await Run(server, listener);

        Assert.Equal(Texts + 3, server.Requests);
        Assert.Contains(listener.Notes, note =>
            note.Contains(
                $"small named no class for 4 of {Texts} training texts (2.0 %), such as 'still a banana'; they are left out",
                StringComparison.Ordinal
            ) && note.Contains("3 answers named no class when asked twice, 1 texts were refused", StringComparison.Ordinal)
        );
        Assert.Equal(1, outcome.Run.Arms[0].Seeds[0].Test.Metric("accuracy")!.Value, 0.05);

        // What was refused costs nothing and is asked again; the bananas are known.
        await Run(server, new SmallRun.Listener());
        Assert.Equal(Texts + 4, server.Requests);
    }

    [Fact]
    public async Task A_model_that_never_names_a_class_is_refused_with_its_words()
    {
        await using var server = ModelServer.Start();
        server.Answer = _ => "I am only a model.";

        var problem = await Assert.ThrowsAsync<DecantException>(() => Run(server, new SmallRun.Listener()));

        Assert.Contains("expected the name of a class (negative, positive) for each text", problem.Message, StringComparison.Ordinal);
        Assert.Contains("'I am only a model.'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_client_of_a_program_teaches_through_a_distiller()
    {
        using var client = new RuleClient();

        var outcome = await Distiller
            .From(Recipe("http://localhost:1/v1", []))
            .Teacher(
                new TeacherSettings
                {
                    Chat = new ChatTeacherSettings
                    {
                        Client = client,
                        Model = "a rule",
                        Instruction = "Tell whether the film is liked.",
                        Parallel = 2,
                    },
                }
            )
            .Run(_ => Settings(TimeProvider.System))
            .Observe(new SmallRun.Listener())
            .RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(Texts, client.Asked);
        Assert.Equal(Texts, File.ReadLines(Path.Combine(_folder, "teachers", "a-rule.chat.jsonl")).Count());
        Assert.Equal(1, outcome.Run.Arms[0].Seeds[0].Test.Metric("accuracy")!.Value, 0.05);
    }

    [Fact]
    public async Task Examples_and_what_draws_words_are_sent()
    {
        await using var server = ModelServer.Start();

        await Run(server, new SmallRun.Listener(), "teacher.chat.examples=2", "teacher.chat.sampling-temperature=0");

        Assert.All(server.Bodies, body =>
        {
            Assert.Equal(0, (double)body["temperature"]!);
            Assert.Equal("small", (string)body["model"]!);
            var messages = body["messages"]!.AsArray();
            Assert.Equal(1 + (2 * 4) + 1, messages.Count);
            Assert.All(Enumerable.Range(0, 4), example =>
                Assert.Equal(OpinionTexts.ClassOf(Content(1 + (2 * example))), Content(2 + (2 * example)))
            );

            string Content(int place) => ModelServer.ContentOf(messages[place]!);
        });
    }

    [Fact]
    public async Task A_server_that_is_away_is_said_in_a_sentence()
    {
        string endpoint;
        await using (var server = ModelServer.Start())
        {
            endpoint = server.Endpoint;
        }

        var problem = await Assert.ThrowsAsync<DecantException>(() => Run(endpoint, new SmallRun.Listener(), new HastyClock(), []));

        Assert.Contains($"no one answers at {endpoint}", problem.Message, StringComparison.Ordinal);
        Assert.Contains("Start the server, or mend teacher.chat.endpoint", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_of_the_run_asks_nothing()
    {
        await using var server = ModelServer.Start();

        var plan = Distillation.Plan(Recipe(server.Endpoint, []), Settings(TimeProvider.System));

        Assert.Empty(plan.Problems);
        Assert.Equal(0, server.Requests);
        Assert.Contains(plan.Notes, note =>
            note.Contains($"small will be asked about {Texts} different texts, 0 answers", StringComparison.Ordinal)
        );

        await Run(server, new SmallRun.Listener());
        plan = Distillation.Plan(Recipe(server.Endpoint, []), Settings(TimeProvider.System));
        Assert.Contains(plan.Notes, note =>
            note.Contains($"small will not be asked: all {Texts} answers are kept", StringComparison.Ordinal)
        );
    }

    private Task<RunOutcome> Run(ModelServer server, SmallRun.Listener listener, params string[] changes) =>
        Run(server.Endpoint, listener, TimeProvider.System, changes);

    private Task<RunOutcome> Run(ModelServer server, IRunObserver listener, CancellationToken stop) =>
        Run(server.Endpoint, listener, TimeProvider.System, [], stop);

    private Task<RunOutcome> Run(
        string endpoint,
        IRunObserver listener,
        TimeProvider clock,
        string[] changes,
        CancellationToken? stop = null,
        bool resume = false
    )
    {
        var recipe = Recipe(endpoint, changes);
        recipe = recipe with { Teacher = recipe.Teacher with { Chat = recipe.Teacher.Chat! with { Client = Client(endpoint) } } };
        var cancellation = stop ?? TestContext.Current.CancellationToken;
        return Task.Run(
            () => Distillation.Run(recipe, Settings(clock) with { Resume = resume }, listener, cancellation),
            CancellationToken.None
        );
    }

    private Recipe Recipe(string endpoint, string[] changes) =>
        RecipeReader.ReadText(
            $$"""
            task: text-classification
            data:
              source: text
              path: {{_folder}}/train.tsv
              validation-file: {{_folder}}/validation.tsv
              test-file: {{_folder}}/test.tsv
              vocabulary: 120
              max-length: 12
              unlabelled: { source: text, path: {{_folder}}/more.txt }
            teacher:
              chat:
                model: small
                endpoint: {{endpoint}}
                instruction: Tell whether a sentence about a film is positive or negative.
            student: { model: bag-of-embeddings, dimension: 8 }
            losses: [ { soft-targets: { weight: 0.5, temperature: 1 } }, { hard-labels: { weight: 0.5 } } ]
            training: { epochs: 12, batch: 16, optimizer: adamw, learning-rate: 0.03, seed: 1 }
            compare: { arms: [] }
            """,
            "chat",
            changes
        );

    private RunSettings Settings(TimeProvider clock) =>
        new()
        {
            OutputFolder = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"run-{++_runs}")),
            TeacherFolder = Path.Combine(_folder, "teachers"),
            Threads = 1,
            Clock = clock,
        };

    private static IChatClient Client(string endpoint) =>
        new OpenAIClient(
            new ApiKeyCredential("test"),
            new OpenAIClientOptions { Endpoint = new Uri(endpoint), RetryPolicy = new ClientRetryPolicy(maxRetries: 0) }
        )
            .GetChatClient("small")
            .AsIChatClient();

    private sealed class StoppingListener(CancellationTokenSource stop, int epoch) : IRunObserver
    {
        public void Note(Notice notice) { }

        public void Begin(TrainingPlan plan) { }

        public void Step(in TrainingProgress progress) { }

        public void Epoch(EpochRecord record)
        {
            if (record.Epoch == epoch)
            {
                stop.Cancel();
            }
        }

        public void End(string arm, SeedResult result) { }
    }

    [GeneratedRegex(@"[\d,]+(?= (requests|tokens|out))")]
    private static partial Regex Numbers();
}
