using System.Collections.Concurrent;
using Decant.Tests.Teachers.Services;

namespace Decant.Cli.Tests;

/// <summary>Recipes whose teacher is a service, run by the command: the key comes from the environment.</summary>
public sealed class ServiceTeacherTests
{
    private const string Variable = "DECANT_TEST_KEY_OF_A_CHAT";

    private const string Recipe = """
        task: text-classification
        data: { source: text, path: train.tsv, vocabulary: 120, max-length: 12, validation: 0.2, test: 0.3 }
        teacher:
          chat:
            model: small
            endpoint: ENDPOINT
            key-variable: DECANT_TEST_KEY_OF_A_CHAT
            instruction: Tell whether a sentence about a film is positive or negative.
            price-in: 2
        student: { model: bag-of-embeddings, dimension: 8 }
        training: { epochs: 2, batch: 16, optimizer: adamw, learning-rate: 0.03, seed: 1 }
        compare: { arms: [] }
        """;

    [Fact]
    public async Task The_key_comes_from_the_variable_that_the_recipe_names_and_is_written_nowhere()
    {
        await using var server = ModelServer.Start();
        using var folder = Folder(server.Endpoint);
        var training = OpinionTextsOfTraining();

        var missing = DecantProcess.Run(folder.Path, "distill", "chat.yaml", "--data-root", ".");
        Assert.NotEqual(0, missing.ExitCode);
        Assert.Contains($"expected the key of the service in the variable {Variable}", missing.Messages, StringComparison.Ordinal);
        Assert.Equal(0, server.Requests);

        var done = WithKey(() => DecantProcess.Run(folder.Path, "distill", "chat.yaml", "--data-root", ".", "--out", "first"));
        Assert.True(done.ExitCode == 0, done.Messages);
        Assert.All(server.Keys, key => Assert.Equal("Bearer secret-of-the-test", key));
        Assert.Equal(training, server.Requests);
        Assert.Contains($"{training} were asked about in {training} requests", done.Messages, StringComparison.Ordinal);
        Assert.Contains("by the prices stated", File.ReadAllText(folder.File("first", "report.html")), StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories), file =>
            File.ReadAllText(file).Contains("secret-of-the-test", StringComparison.Ordinal)
        );

        // Another folder, another student, the same answers; no key is needed where nothing is asked.
        var again = DecantProcess.Run(
            folder.Path,
            "distill",
            "chat.yaml",
            "--data-root",
            ".",
            "--out",
            "second",
            "--set",
            "student.dimension=4"
        );
        Assert.True(again.ExitCode == 0, again.Messages);
        Assert.Equal(training, server.Requests);
        Assert.Contains("nothing was asked", again.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_was_killed_while_it_asked_pays_the_rest_alone()
    {
        await using var server = ModelServer.Start();
        using var folder = Folder(server.Endpoint);
        var half = new TaskCompletionSource();
        server.Answer = text =>
        {
            if (server.Requests >= 20)
            {
                half.TrySetResult();
                server.Delay = TimeSpan.FromMilliseconds(50);
            }

            return OpinionTexts.ClassOf(text);
        };

        using (var process = WithKey(() => DecantProcess.Start(folder.Path, "distill", "chat.yaml", "--data-root", ".")))
        {
            await half.Task.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var kept = File.ReadLines(folder.File("runs", "teachers", "small.chat.jsonl")).Count();
        Assert.InRange(kept, 15, server.Requests);

        // What the killed run had sent may still arrive: a text counts once.
        var asked = new ConcurrentDictionary<string, bool>();
        server.Answer = text =>
        {
            asked[text] = true;
            return OpinionTexts.ClassOf(text);
        };
        var done = WithKey(() => DecantProcess.Run(folder.Path, "distill", "chat.yaml", "--data-root", ".", "--out", "again"));
        Assert.True(done.ExitCode == 0, done.Messages);
        Assert.Equal(OpinionTextsOfTraining() - kept, asked.Count);
    }

    [Fact]
    public async Task Check_asks_nothing()
    {
        await using var server = ModelServer.Start();
        using var folder = Folder(server.Endpoint);

        var answer = DecantProcess.Run(folder.Path, "check", "chat.yaml", "--data-root", ".");

        Assert.True(answer.ExitCode == 0, answer.Messages);
        Assert.Equal(0, server.Requests);
    }

    private static WorkFolder Folder(string endpoint)
    {
        var folder = new WorkFolder().With("chat.yaml", Recipe.Replace("ENDPOINT", endpoint, StringComparison.Ordinal));
        OpinionTexts.WriteLabelled(folder.File("train.tsv"), 0, 200);
        return folder;
    }

    // Of 200 texts, 30 % are kept for the test, and 20 % of the others for validation.
    private static int OpinionTextsOfTraining() => 112;

    // Processes inherit it; no other test reads it.
    private static T WithKey<T>(Func<T> work)
    {
        Environment.SetEnvironmentVariable(Variable, "secret-of-the-test");
        try
        {
            return work();
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, null);
        }
    }
}
