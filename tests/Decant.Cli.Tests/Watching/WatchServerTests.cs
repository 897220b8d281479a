using System.Diagnostics;
using System.Net;
using Decant.Cli.Watching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Decant.Cli.Tests.Watching;

/// <summary>The live page of runs that are written by hand: what it tells, to whom, and in a browser.</summary>
public sealed class WatchServerTests : IDisposable
{
    private const string Log = """
        {"time":"2026-03-01T10:00:00Z","kind":"note","facts":{"sentence":"A note with <b>signs</b> & 'marks'."}}
        {"time":"2026-03-01T10:00:01Z","kind":"begin","facts":{"arm":"distilled","seed":1,"training":1,"trainings":2,"epochs":2,"metric":{"name":"accuracy","title":"Accuracy","unit":"fraction","higherIsBetter":true}}}
        {"time":"2026-03-01T10:00:02Z","kind":"epoch","facts":{"arm":"distilled","seed":1,"epoch":1,"totalLoss":0.5,"seconds":2,"validation":{"accuracy":0.8}}}
        {"time":"2026-03-01T10:00:03Z","kind":"epoch","facts":{"arm":"distilled","seed":1,"epoch":2,"totalLoss":0.4,"seconds":2,"validation":{"accuracy":0.9}}}
        {"time":"2026-03-01T10:00:04Z","kind":"end","facts":{"arm":"distilled","seed":1,"test":{"accuracy":0.8765}}}

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("decant-watch-").FullName;

    public WatchServerTests()
    {
        File.WriteAllText(Path.Combine(_folder, "log.jsonl"), Log);
        File.WriteAllText(Path.Combine(_folder, "report.html"), "the report");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_finished_run_is_told_line_by_line_and_then_its_end()
    {
        await using var server = await Start(null);
        using var client = new HttpClient();

        var events = await client.GetStringAsync($"{Address(server)}/events", TestContext.Current.CancellationToken);

        var lines = events
            .Split('\n')
            .Where(line => line.StartsWith("data: ", StringComparison.Ordinal))
            .Select(line => line[6..])
            .ToArray();
        Assert.Contains("\"isRunning\":false", lines[0], StringComparison.Ordinal);
        Assert.Equal(Log.TrimEnd().Split('\n').Select(line => line.Trim()), lines[1..^1]);
        Assert.Equal("\"finished\"", lines[^1]);
        Assert.Equal("the report", await client.GetStringAsync($"{Address(server)}/report.html", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_page_of_another_name_is_refused_and_cannot_end_a_run()
    {
        await using var server = await Start(null);
        using var client = new HttpClient();
        using var rebound = new HttpRequestMessage(HttpMethod.Get, Address(server)) { Headers = { Host = "evil.example" } };

        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(rebound, TestContext.Current.CancellationToken)).StatusCode);
        var plain = await client.PostAsync($"{Address(server)}/stop", null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, plain.StatusCode);
    }

    [Fact]
    public async Task On_another_address_every_request_needs_the_token()
    {
        var token = WatchServer.NewToken();
        await using var server = await Start(token);
        using var client = new HttpClient();
        var cancellation = TestContext.Current.CancellationToken;

        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync(Address(server), cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync($"{Address(server)}/events?token=x", cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"{Address(server)}/?token={token}", cancellation)).StatusCode);
        Assert.Equal(32, token.Length);
        Assert.NotEqual(token, WatchServer.NewToken());
    }

    [Fact]
    public async Task A_request_to_stop_ends_the_run_once()
    {
        var interrupted = 0;
        StopRequest.Make(_folder); // one from before is none
        using (StopRequest.Watch(_folder, () => Interlocked.Increment(ref interrupted), TimeProvider.System))
        {
            await Task.Delay(TimeSpan.FromSeconds(1.5), TestContext.Current.CancellationToken);
            Assert.Equal(0, interrupted);
            StopRequest.Make(_folder);
            await Task.Delay(TimeSpan.FromSeconds(2.5), TestContext.Current.CancellationToken);
        }

        Assert.Equal(1, interrupted);
    }

    [Fact]
    public async Task Lines_that_another_process_writes_come_when_they_are_whole()
    {
        var file = Path.Combine(_folder, "growing.jsonl");
        var isWritten = true;
        var lines = new List<string>();
        var cancellation = TestContext.Current.CancellationToken;
        var reading = Task.Run(
            async () =>
            {
                await foreach (var line in LogLines.Of(file, () => Volatile.Read(ref isWritten), TimeProvider.System, cancellation))
                {
                    lines.Add(line);
                }
            },
            cancellation
        );
        await File.WriteAllTextAsync(file, "one\ntwö", cancellation);
        await Task.Delay(600, cancellation);
        await File.AppendAllTextAsync(file, "\nthree\nhalf", cancellation);
        Volatile.Write(ref isWritten, false);
        await reading;

        Assert.Equal(["one", "twö", "three"], lines);
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1400)]
    public async Task A_browser_shows_the_run(int width)
    {
        var browser = new[] { "chromium", "chromium-browser", "google-chrome" }
            .Select(name => Path.Combine("/usr/bin", name))
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(browser is null, "neither Chromium nor Chrome is in /usr/bin.");
        await using var server = await Start(null);
        using var process = Process.Start(
            new ProcessStartInfo(
                browser!,
                [
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    $"--window-size={width},900",
                    $"--user-data-dir={Path.Combine(_folder, "profile")}",
                    "--virtual-time-budget=4000",
                    "--dump-dom",
                    Address(server),
                ]
            )
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        process.BeginErrorReadLine();

        var page = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Contains(">finished</p>", page, StringComparison.Ordinal);
        Assert.Contains("<b>87.65 %</b>", page, StringComparison.Ordinal);
        Assert.Contains("A note with &lt;b&gt;signs&lt;/b&gt; &amp; 'marks'.", page, StringComparison.Ordinal);
        Assert.Contains("<path class=\"line distilled\"", page, StringComparison.Ordinal);
        Assert.Contains("90.00</text>", page, StringComparison.Ordinal); // the axis of validation, in per cent
    }

    private async Task<WebApplication> Start(string? token)
    {
        var server = WatchServer.Of(_folder, WatchServer.Local, 0, token, TimeProvider.System);
        await server.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    private static string Address(WebApplication server) =>
        server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
}
