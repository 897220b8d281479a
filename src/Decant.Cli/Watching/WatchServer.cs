using System.Security.Cryptography;
using System.Text;
using Decant.Pipeline;
using Decant.Reporting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Decant.Cli.Watching;

/// <summary>
/// The live page of a run: curves, notes, time left, a button that ends it. It listens on this machine alone, unless another address is
/// asked
/// for; then every request needs a token.
/// </summary>
internal static class WatchServer
{
    /// <summary>The address of this machine, which no other machine reaches.</summary>
    public const string Local = "127.0.0.1";

    private const string Page = "watch.html";

    /// <summary>Makes the server; it is not started.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="host">The address that it listens on.</param>
    /// <param name="port">Its port; 0 for any that is free.</param>
    /// <param name="token">What every request must bring; null for nothing.</param>
    /// <param name="clock">Tells when to look for news.</param>
    public static WebApplication Of(string folder, string host, int port, string? token, TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.WebHost.UseUrls($"http://{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{port}");
        var application = builder.Build();
        application.Use(
            async (context, next) =>
            {
                context.Response.Headers["Cache-Control"] = "no-store";
                context.Response.Headers["X-Content-Type-Options"] = "nosniff";
                if (IsAllowed(context.Request, host, token))
                {
                    await next(context);
                }
                else
                {
                    context.Response.StatusCode = StatusCodes.Status403Forbidden;
                    await context.Response.WriteAsync("This page needs the address that decant watch printed, with its token.");
                }
            }
        );
        application.MapGet("/", context => Show(context.Response));
        application.MapGet("/events", context => Tell(context, folder, clock));
        application.MapGet("/report.html", context => Report(context.Response, folder));
        // Only a page of this server can send a header of its own: another site cannot end a run.
        application.MapPost("/stop", context =>
        {
            var isOwn = context.Request.Headers.ContainsKey("X-Decant");
            context.Response.StatusCode = isOwn ? StatusCodes.Status202Accepted : StatusCodes.Status403Forbidden;
            if (isOwn && RunFolder.IsInUse(folder))
            {
                StopRequest.Make(folder);
            }

            return Task.CompletedTask;
        });
        return application;
    }

    /// <summary>A token that no one guesses.</summary>
    public static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    // By name a page of another site could reach this server, too (DNS rebinding): a request must name the address itself.
    private static bool IsAllowed(HttpRequest request, string host, string? token) =>
        token is null
            ? request.Host.Host is var asked && (asked == host || asked == "localhost")
            : CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(request.Query["token"].ToString()),
                Encoding.UTF8.GetBytes(token)
            );

    private static async Task Show(HttpResponse response)
    {
        response.ContentType = "text/html; charset=utf-8";
        response.Headers["Content-Security-Policy"] =
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'";
        await using var page = typeof(WatchServer).Assembly.GetManifestResourceStream(Page)!;
        using var reader = new StreamReader(page);
        var text = await reader.ReadToEndAsync();
        await response.WriteAsync(text.Replace("/*style*/", ReportStyle.Css, StringComparison.Ordinal));
    }

    private static async Task Report(HttpResponse response, string folder)
    {
        var file = Path.Combine(folder, RunFiles.Report);
        if (File.Exists(file))
        {
            response.ContentType = "text/html; charset=utf-8";
            await response.SendFileAsync(file);
        }
        else
        {
            response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    // Server-sent events: what is known, then every line of the log, then the end.
    private static async Task Tell(HttpContext context, string folder, TimeProvider clock)
    {
        context.Response.ContentType = "text/event-stream";
        var end = context.RequestAborted;
        try
        {
            await Send(
                "run",
                JsonText.Line(json =>
                {
                    json.WriteStartObject();
                    json.WriteString("name", Path.GetFileName(Path.GetFullPath(folder)));
                    json.WriteBoolean("isRunning", RunFolder.IsInUse(folder));
                    json.WriteEndObject();
                })
            );
            await foreach (var line in LogLines.Of(Path.Combine(folder, RunLog.File), () => RunFolder.IsInUse(folder), clock, end))
            {
                await Send("log", line);
            }

            await Send("end", File.Exists(Path.Combine(folder, RunFiles.Report)) ? "\"finished\"" : "\"ended\"");
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The page was closed.
        }

        async Task Send(string kind, string json)
        {
            await context.Response.WriteAsync($"event: {kind}\ndata: {json}\n\n", end);
            await context.Response.Body.FlushAsync(end);
        }
    }
}
