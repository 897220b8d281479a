using System.Net;
using System.Net.Http.Headers;

namespace Decant.Data.Downloads;

/// <summary>Files on web servers; what is missing is asked for by its range (RFC 9110, section 14).</summary>
/// <param name="client">Sends the requests.</param>
/// <param name="patience">How long a server may send nothing.</param>
internal sealed class WebOrigin(HttpClient client, TimeSpan patience) : IFileOrigin
{
    /// <inheritdoc/>
    public async Task<string?> Continue(
        string address,
        PublicFile file,
        string part,
        long had,
        Action<long> progress,
        CancellationToken cancellation
    )
    {
        using var stalled = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        stalled.CancelAfter(patience);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Range = had > 0 ? new RangeHeaderValue(had, null) : null;
            using var response = await client
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stalled.Token)
                .ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
            {
                File.Delete(part);
                return "the server has a shorter file";
            }

            if (!response.IsSuccessStatusCode)
            {
                return $"the server answers {(int)response.StatusCode} {response.ReasonPhrase}";
            }

            // A server that does not know ranges sends the whole file: begin again.
            var resumes = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == had;
            return await Copy(response, file, part, resumes ? had : 0, progress, stalled).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return $"nothing came for {patience.TotalSeconds:0.#} seconds";
        }
        catch (HttpRequestException exception)
        {
            return exception.InnerException?.Message is { } inner && !exception.Message.Contains(inner, StringComparison.Ordinal)
                ? $"{exception.Message} ({inner})"
                : exception.Message;
        }
    }

    private async Task<string?> Copy(
        HttpResponseMessage response,
        PublicFile file,
        string part,
        long had,
        Action<long> progress,
        CancellationTokenSource stalled
    )
    {
        var source = await response.Content.ReadAsStreamAsync(stalled.Token).ConfigureAwait(false);
        var target = new FileStream(part, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        await using var closing = target.ConfigureAwait(false);
        target.SetLength(had);
        target.Position = had;
        var buffer = new byte[1 << 16];
        while (true)
        {
            int count;
            try
            {
                count = await source.ReadAsync(buffer, stalled.Token).ConfigureAwait(false);
            }
            catch (IOException exception)
            {
                return $"the connection broke after {target.Position} of " + $"{file.Bytes} bytes ({exception.Message})"; // of the network, not of the disk
            }

            if (count == 0)
            {
                return null;
            }

            if (target.Position + count > file.Bytes)
            {
                target.SetLength(0);
                return $"the server sends more than the {file.Bytes} bytes that the file has";
            }

            await target.WriteAsync(buffer.AsMemory(0, count), stalled.Token).ConfigureAwait(false);
            progress(target.Position);
            stalled.CancelAfter(patience);
        }
    }
}
