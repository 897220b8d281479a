using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Decant.Tests.Teachers.Services;

/// <summary>
/// A server on this machine that speaks OpenAI's protocol of chats and embeddings. A text has as many tokens as words; an answer has one.
/// </summary>
internal sealed class ModelServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private int _requests;

    private ModelServer(WebApplication application) => _application = application;

    /// <summary>The address for a recipe.</summary>
    public string Endpoint => $"{_application.Urls.Single()}/v1";

    /// <summary>Requests so far.</summary>
    public int Requests => _requests;

    /// <summary>Tokens of all answered requests so far.</summary>
    public int TokensIn;

    /// <summary>Answers a text of a chat; the class of an opinion by default.</summary>
    public Func<string, string> Answer { get; set; } = OpinionTexts.ClassOf;

    /// <summary>The vector of a text.</summary>
    public Func<string, float[]> Vector { get; set; } = _ => [1];

    /// <summary>The HTTP status that refuses a request, by its number from 1 and its text; null for none.</summary>
    public Func<int, string, int?> Refusal { get; set; } = (_, _) => null;

    /// <summary>The last message of every chat, and every text of a request for embeddings.</summary>
    public ConcurrentQueue<string> Texts { get; } = [];

    /// <summary>The whole of every request, as JSON.</summary>
    public ConcurrentQueue<JsonNode> Bodies { get; } = [];

    /// <summary>What every request was authorised with.</summary>
    public ConcurrentQueue<string> Keys { get; } = [];

    /// <summary>Starts one at a free port.</summary>
    public static async Task<ModelServer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new ModelServer(builder.Build());
        server._application.MapPost("/v1/chat/completions", (Delegate)server.Chat);
        server._application.MapPost("/v1/embeddings", (Delegate)server.Embed);
        await server._application.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
    }

    private async Task<IResult> Chat(HttpContext context)
    {
        var (body, number) = await Take(context);
        string[] messages = [.. body["messages"]!.AsArray().Select(message => ContentOf(message!))];
        Texts.Enqueue(messages[^1]);
        if (Refusal(number, messages[^1]) is { } status)
        {
            return Refused(status);
        }

        var sent = messages.Sum(message => message.Split(' ').Length);
        Interlocked.Add(ref TokensIn, sent);
        return Results.Json(
            new
            {
                id = $"chat-{number}",
                @object = "chat.completion",
                created = 1,
                model = (string)body["model"]!,
                choices = new[]
                {
                    new
                    {
                        index = 0,
                        message = new { role = "assistant", content = Answer(messages[^1]) },
                        finish_reason = "stop",
                    },
                },
                usage = new
                {
                    prompt_tokens = sent,
                    completion_tokens = 1,
                    total_tokens = sent + 1,
                },
            }
        );
    }

    private async Task<IResult> Embed(HttpContext context)
    {
        var (body, number) = await Take(context);
        string[] texts = [.. body["input"]!.AsArray().Select(text => (string)text!)];
        foreach (var text in texts)
        {
            Texts.Enqueue(text);
        }

        if (Refusal(number, texts[0]) is { } status)
        {
            return Refused(status);
        }

        var sent = texts.Sum(text => text.Split(' ').Length);
        Interlocked.Add(ref TokensIn, sent);
        var isPacked = (string?)body["encoding_format"] == "base64";
        return Results.Json(
            new
            {
                @object = "list",
                model = (string)body["model"]!,
                data = texts.Select(
                    (text, index) =>
                        new
                        {
                            @object = "embedding",
                            index,
                            embedding = isPacked
                                ? (object)Convert.ToBase64String(MemoryMarshal.AsBytes<float>(Vector(text)))
                                : Vector(text),
                        }
                ),
                usage = new { prompt_tokens = sent, total_tokens = sent },
            }
        );
    }

    private async Task<(JsonNode Body, int Number)> Take(HttpContext context)
    {
        var body = (await JsonNode.ParseAsync(context.Request.Body))!;
        Bodies.Enqueue(body);
        Keys.Enqueue(context.Request.Headers.Authorization.ToString());
        return (body, Interlocked.Increment(ref _requests));
    }

    // A text alone, or parts of which each has one.
    internal static string ContentOf(JsonNode message) =>
        message["content"] switch
        {
            JsonArray parts => string.Concat(parts.Select(part => (string)part!["text"]!)),
            { } text => (string)text!,
            null => "",
        };

    private static IResult Refused(int status) =>
        Results.Json(new { error = new { message = $"refused with {status}", type = "test" } }, statusCode: status);
}
