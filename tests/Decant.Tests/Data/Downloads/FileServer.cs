using System.Net;
using System.Net.Sockets;

namespace Decant.Tests.Data.Downloads;

/// <summary>A web server on this machine that misbehaves as it is told.</summary>
internal sealed class FileServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _loop;

    public FileServer()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = $"http://localhost:{((IPEndPoint)probe.LocalEndpoint).Port}";
        }

        _listener.Prefixes.Add(Address + "/");
        _listener.Start();
        _loop = Task.Run(Serve);
    }

    public string Address { get; }

    public Dictionary<string, byte[]> Files { get; } = [];

    public bool KnowsRanges { get; set; } = true;

    /// <summary>The connection is cut after so many bytes of an answer.</summary>
    public int CutAfter { get; set; } = int.MaxValue;

    /// <summary>The server falls silent after so many bytes of an answer, until it is disposed.</summary>
    public int SilentAfter { get; set; } = int.MaxValue;

    /// <summary>What was asked: path, and the start of the range or 0.</summary>
    public List<(string Path, long From)> Requests { get; } = [];

    private readonly TaskCompletionSource _closing = new();

    public void Dispose()
    {
        _closing.SetResult();
        _listener.Stop();
        _loop.Wait(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        _listener.Close();
    }

    private async Task Serve()
    {
        while (_listener.IsListening)
        {
            try
            {
                await Answer(await _listener.GetContextAsync());
            }
            catch (Exception exception)
                when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException or IOException)
            {
                // the listener was stopped, or the client went away
            }
        }
    }

    private async Task Answer(HttpListenerContext context)
    {
        var range = context.Request.Headers["Range"];
        var from = range is null ? 0 : long.Parse(range["bytes=".Length..].TrimEnd('-'), System.Globalization.CultureInfo.InvariantCulture);
        Requests.Add((context.Request.Url!.AbsolutePath, from));
        var response = context.Response;
        if (!Files.TryGetValue(context.Request.Url.AbsolutePath, out var content))
        {
            response.StatusCode = 404;
            response.Close();
            return;
        }

        if (from > 0 && KnowsRanges)
        {
            if (from >= content.Length)
            {
                response.StatusCode = 416;
                response.Close();
                return;
            }

            response.StatusCode = 206;
            response.Headers["Content-Range"] = $"bytes {from}-{content.Length - 1}/{content.Length}";
            content = content[(int)from..];
        }

        response.ContentLength64 = content.Length;
        var length = Math.Min(content.Length, Math.Min(CutAfter, SilentAfter));
        await response.OutputStream.WriteAsync(content.AsMemory(0, length));
        await response.OutputStream.FlushAsync();
        if (SilentAfter < content.Length)
        {
            await _closing.Task;
        }

        if (length < content.Length)
        {
            response.Abort();
        }
        else
        {
            response.Close();
        }
    }
}
