using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Decant.Tests.Teachers.Services;

/// <summary>
/// A server on this machine that speaks OpenAI's protocol of chats and embeddings. A text has as many tokens as words; an answer has one.
/// </summary>
internal sealed class ModelServer : IAsyncDisposable
{
    private readonly HttpListener _listener;
    private readonly Task _listening;
    private int _requests;

    private ModelServer(HttpListener listener)
    {
        (_listener, Endpoint) = (listener, $"{listener.Prefixes.Single()}v1");
        _listening = Task.Run(Listen);
    }

    /// <summary>The address for a recipe.</summary>
    public string Endpoint { get; }

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

    /// <summary>How long every further answer takes.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>The last message of every chat, and every text of a request for embeddings.</summary>
    public ConcurrentQueue<string> Texts { get; } = [];

    /// <summary>The whole of every request, as JSON.</summary>
    public ConcurrentQueue<JsonNode> Bodies { get; } = [];

    /// <summary>What every request was authorised with.</summary>
    public ConcurrentQueue<string> Keys { get; } = [];

    /// <summary>Starts one at a free port.</summary>
    public static ModelServer Start()
    {
        while (true)
        {
            int port;
            using (var free = new TcpListener(IPAddress.Loopback, 0))
            {
                free.Start();
                port = ((IPEndPoint)free.LocalEndpoint).Port;
            }

            var listener = new HttpListener();
            listener.Prefixes.Add(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
            try
            {
                listener.Start();
                return new ModelServer(listener);
            }
            catch (HttpListenerException)
            {
                // Another program was quicker to take the port.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _listening;
    }

    private async Task Listen()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception) when (!_listener.IsListening)
            {
                return;
            }

            _ = Task.Run(() => Serve(context));
        }
    }

    private async Task Serve(HttpListenerContext context)
    {
        try
        {
            var body = (await JsonNode.ParseAsync(context.Request.InputStream))!;
            var number = Interlocked.Increment(ref _requests);
            Bodies.Enqueue(body);
            Keys.Enqueue(context.Request.Headers["Authorization"] ?? "");
            await Task.Delay(Delay);
            var (status, answer) = context.Request.Url!.AbsolutePath switch
            {
                "/v1/chat/completions" => Chat(body, number),
                "/v1/embeddings" => Embed(body, number),
                _ => Refused(404),
            };
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            await JsonSerializer.SerializeAsync(context.Response.OutputStream, answer);
            context.Response.Close();
        }
        catch (Exception problem) when (problem is HttpListenerException or ObjectDisposedException or IOException)
        {
            // Whoever asked is gone: it was killed.
        }
    }

    private (int Status, object Answer) Chat(JsonNode body, int number)
    {
        string[] messages = [.. body["messages"]!.AsArray().Select(message => ContentOf(message!))];
        Texts.Enqueue(messages[^1]);
        if (Refusal(number, messages[^1]) is { } status)
        {
            return Refused(status);
        }

        var sent = messages.Sum(message => message.Split(' ').Length);
        Interlocked.Add(ref TokensIn, sent);
        return (
            200,
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

    private (int Status, object Answer) Embed(JsonNode body, int number)
    {
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
        return (
            200,
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

    // A text alone, or parts of which each has one.
    internal static string ContentOf(JsonNode message) =>
        message["content"] switch
        {
            JsonArray parts => string.Concat(parts.Select(part => (string)part!["text"]!)),
            { } text => (string)text!,
            null => "",
        };

    private static (int Status, object Answer) Refused(int status) =>
        (status, new { error = new { message = $"refused with {status}", type = "test" } });
}
