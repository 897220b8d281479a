using System.ClientModel;
using System.Globalization;
using Decant.Engine;
using Decant.Pipeline;
using Decant.Recipes;
using Decant.Tests.Teachers.Services;
using Microsoft.Extensions.AI;
using OpenAI;

namespace Decant.Tests.Pipeline;

/// <summary>Whole runs in which a student learns the vectors of a service, which is a server on this machine.</summary>
public sealed class EmbeddingTeacherRunTests : IDisposable
{
    private const int Texts = 300,
        Width = 6;

    private readonly string _folder = Directory.CreateTempSubdirectory("decant-vectors-").FullName;
    private int _runs;

    public EmbeddingTeacherRunTests() => OpinionTexts.WritePlain(Path.Combine(_folder, "texts.txt"), 0, Texts);

    private string Answers => Path.Combine(_folder, "teachers", "small.embeddings.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_student_learns_the_vectors_of_a_service_that_is_asked_once()
    {
        await using var server = ModelServer.Start();
        server.Vector = VectorOf;
        var listener = new SmallRun.Listener();

        var outcome = await Run(server, listener);

        Assert.InRange(outcome.Run.Arms[0].Seeds[0].Test.Metric("similarityCorrelation")!.Value, 0.85, 1);
        Assert.InRange(outcome.Run.Arms[0].Seeds[0].Test.Metric("cosine")!.Value, 0.85, 1);
        var different = Enumerable.Range(0, Texts).Select(OpinionTexts.Of).Distinct().Count();
        Assert.Equal(Math.Ceiling(different / 32.0), server.Requests);
        Assert.Equal(different, server.Texts.Distinct().Count());
        Assert.Equal(different, File.ReadLines(Answers).Count());
        var requests = server.Requests;
        Assert.Contains(outcome.Run.Findings, finding =>
            finding.Contains($"{different} were asked about in {requests} requests, ", StringComparison.Ordinal)
            && finding.Contains($"{server.TokensIn.ToString("N0", CultureInfo.InvariantCulture)} tokens in", StringComparison.Ordinal)
        );

        var again = new SmallRun.Listener();
        var second = await Run(server, again);
        Assert.Equal(requests, server.Requests);
        Assert.Contains(again.Notes, note => note.Contains("nothing was asked", StringComparison.Ordinal));
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(outcome.Folder, "student.onnx")),
            File.ReadAllBytes(Path.Combine(second.Folder, "student.onnx"))
        );
    }

    [Fact]
    public async Task A_run_that_ends_at_its_limit_pays_the_rest_alone_when_it_runs_again()
    {
        await using var server = ModelServer.Start();
        server.Vector = VectorOf;
        var different = Enumerable.Range(0, Texts).Select(OpinionTexts.Of).Distinct().Count();

        await Assert.ThrowsAsync<DecantException>(() => Run(server, new SmallRun.Listener(), "teacher.embeddings.max-requests=3"));
        Assert.Equal(3, server.Requests);
        Assert.Equal(3 * 32, File.ReadLines(Answers).Count());

        await Run(server, new SmallRun.Listener());
        Assert.Equal(3 + Math.Ceiling((different - (3 * 32)) / 32.0), server.Requests);
        Assert.Equal(different, server.Texts.Count);
    }

    [Fact]
    public async Task Vectors_of_another_length_are_refused_with_both_lengths()
    {
        await using var server = ModelServer.Start();
        server.Vector = text => [.. VectorOf(text), 1];

        var problem = await Assert.ThrowsAsync<DecantException>(() => Run(server, new SmallRun.Listener()));

        Assert.Contains("vectors of 6 finite numbers, received 32, one of 7 numbers", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_of_the_run_asks_nothing()
    {
        await using var server = ModelServer.Start();

        var plan = Distillation.Plan(Recipe(server.Endpoint, []), Settings());

        Assert.Empty(plan.Problems);
        Assert.Equal(0, server.Requests);
        var different = Enumerable.Range(0, Texts).Select(OpinionTexts.Of).Distinct().ToArray();
        Assert.Contains(plan.Notes, note =>
            note.Contains($"small will be asked about {different.Length} different texts", StringComparison.Ordinal)
            && note.Contains(
                string.Create(CultureInfo.InvariantCulture, $"About {different.Sum(text => text.Length) / 4:N0} tokens"),
                StringComparison.Ordinal
            )
        );
    }

    [Fact]
    public void Losses_that_read_answers_are_refused() =>
        Assert.Contains(
            "soft-targets reads answers of the teacher, and a service of embeddings tells vectors alone",
            Assert
                .Throws<RecipeException>(() =>
                    Recipe("http://localhost:1/v1", ["task=text-classification", "losses=[ { soft-targets: { weight: 1 } } ]"])
                )
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Vectors_are_hints_for_a_student_of_classes()
    {
        await using var server = ModelServer.Start();
        server.Vector = VectorOf;
        OpinionTexts.WriteLabelled(Path.Combine(_folder, "labelled.tsv"), 0, Texts);
        string[] changes =
        [
            "task=text-classification",
            $"data={{ source: text, path: {_folder}/labelled.tsv, vocabulary: 120, max-length: 12, validation: 0.1, test: 0.2 }}",
            "student={ model: bag-of-embeddings, dimension: 8, hidden: [8] }",
            "losses=[ { hint-cosine: { weight: 1, teacher: embedding, student: features } }, { hard-labels: { weight: 1 } } ]",
            "compare.arms=[]",
        ];
        var listener = new SmallRun.Listener();

        var outcome = await Run(server, listener, changes);

        // Only training texts are asked about; the hint's loss falls as the student's mean turns to the vectors.
        var asked = server.Texts.Count;
        Assert.InRange(asked, 1, (int)(Texts * 0.8));
        Assert.Equal(asked, server.Texts.Distinct().Count());
        var student = outcome.Run.Arms[0].Seeds[0];
        Assert.InRange(student.Test.Metric("accuracy")!.Value, 0.95, 1);
        var hints = student.Epochs.Select(epoch => epoch.LossTerms.Single(term => term.Name == "hint-cosine").Value).ToArray();
        Assert.True(hints[^1] < 0.2 * hints[0], $"{hints[0]} → {hints[^1]}");
        Assert.Contains(Distillation.Plan(Recipe(server.Endpoint, changes), Settings()).Notes, note =>
            note.Contains($"will not be asked: all {asked} answers are kept", StringComparison.Ordinal)
        );

        changes[3] = "losses=[ { hint-cosine: { weight: 1, teacher: vector, student: features } }, { hard-labels: { weight: 1 } } ]";
        Assert.Contains(
            "embedding",
            (await Assert.ThrowsAsync<DecantException>(() => Run(server, listener, changes))).Message,
            StringComparison.Ordinal
        );
    }

    // A mean of a vector for each word: what a student of this form can learn.
    private static float[] VectorOf(string text)
    {
        var words = text.Split(' ');
        return
        [
            .. Enumerable
                .Range(0, Width)
                .Select(place => words.Average(word => MathF.Sin(((place + 1) * 1.7f * word.Sum(letter => letter)) + word.Length))),
        ];
    }

    private Task<RunOutcome> Run(ModelServer server, SmallRun.Listener listener, params string[] changes)
    {
        var recipe = Recipe(server.Endpoint, changes);
        recipe = recipe with
        {
            Teacher = recipe.Teacher with { Embeddings = recipe.Teacher.Embeddings! with { Client = Client(server.Endpoint) } },
        };
        var cancellation = TestContext.Current.CancellationToken;
        return Task.Run(() => Distillation.Run(recipe, Settings(), listener, cancellation), cancellation);
    }

    private Recipe Recipe(string endpoint, string[] changes) =>
        RecipeReader.ReadText(
            $$"""
            task: text-embedding
            data: { source: text, path: {{_folder}}/texts.txt, vocabulary: 120, max-length: 12, validation: 0.1, test: 0.2 }
            teacher: { embeddings: { model: small, endpoint: "{{endpoint}}", dimensions: 6, batch: 32 } }
            student: { model: static-embedding, dimension: 8 }
            losses: [ { vector-similarities: { weight: 10 } }, { vector-cosine: { weight: 1 } } ]
            training: { epochs: 40, batch: 25, optimizer: adamw, learning-rate: 0.05, schedule: cosine, seed: 1 }
            """,
            "vectors",
            changes
        );

    private RunSettings Settings() =>
        new()
        {
            OutputFolder = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"run-{++_runs}")),
            TeacherFolder = Path.Combine(_folder, "teachers"),
            Threads = 1,
        };

    private static IEmbeddingGenerator<string, Embedding<float>> Client(string endpoint) =>
        new OpenAIClient(new ApiKeyCredential("test"), new OpenAIClientOptions { Endpoint = new Uri(endpoint) })
            .GetEmbeddingClient("small")
            .AsIEmbeddingGenerator();
}
