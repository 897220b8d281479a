using System.Security.Cryptography;
using Decant.Data.Downloads;
using Decant.Engine;
using Decant.Tests.Data.Sources;

namespace Decant.Tests.Data.Downloads;

public sealed class DownloadTests : IDisposable
{
    private static readonly byte[] s_content = [.. Enumerable.Range(0, 300_000).Select(i => (byte)((i * 31) ^ (i >> 8)))];

    private readonly FileServer _server = new();
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _client = new();

    private string Target => Path.Combine(_folder.Path, "data", "letters.bin");

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_file_arrives_whole_under_its_name_and_progress_never_goes_back()
    {
        _server.Files["/letters.bin"] = s_content;
        var received = new List<long>();
        await Get(progress: progress => received.Add(progress.Received));
        Assert.Equal(s_content, File.ReadAllBytes(Target));
        Assert.False(File.Exists(Target + ".part"));
        Assert.Equal(received.Order(), received);
        Assert.Equal(s_content.Length, received[^1]);
    }

    [Fact]
    public async Task A_file_that_is_there_is_not_fetched_again_and_a_wrong_one_is()
    {
        _server.Files["/letters.bin"] = s_content;
        await Get();
        await Get();
        Assert.Single(_server.Requests);
        File.WriteAllBytes(Target, s_content[..^1]);
        await Get();
        Assert.Equal(s_content, File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task An_interrupted_file_goes_on_where_it_stopped()
    {
        _server.Files["/letters.bin"] = s_content;
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
        File.WriteAllBytes(Target + ".part", s_content[..123_456]);
        await Get();
        Assert.Equal(("/letters.bin", 123_456), Assert.Single(_server.Requests));
        Assert.Equal(s_content, File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task A_connection_that_breaks_is_taken_up_again_as_long_as_something_arrives()
    {
        _server.Files["/letters.bin"] = s_content;
        _server.CutAfter = 100_000;
        await Get();
        Assert.Equal(s_content, File.ReadAllBytes(Target));
        Assert.Equal([0, 100_000, 200_000], _server.Requests.Select(request => request.From));
    }

    [Fact]
    public async Task A_connection_that_always_breaks_at_once_is_given_up_and_what_arrived_is_kept()
    {
        _server.Files["/letters.bin"] = s_content;
        _server.CutAfter = 1000;
        var message = await Refused();
        Assert.Contains("the connection broke after", message);
        Assert.InRange(new FileInfo(Target + ".part").Length, 1000, 5000);
        Assert.False(File.Exists(Target));
    }

    [Fact]
    public async Task A_server_that_does_not_know_ranges_sends_the_whole_file()
    {
        _server.Files["/letters.bin"] = s_content;
        _server.KnowsRanges = false;
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
        File.WriteAllBytes(Target + ".part", new byte[123_456]);
        await Get();
        Assert.Equal(s_content, File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task A_part_of_something_else_is_thrown_away_and_fetched_from_the_start()
    {
        _server.Files["/letters.bin"] = s_content;
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
        File.WriteAllBytes(Target + ".part", new byte[1000]);
        await Get();
        Assert.Equal([1000, 0], _server.Requests.Select(request => request.From));
        Assert.Equal(s_content, File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task Wrong_content_never_gets_the_name()
    {
        _server.Files["/letters.bin"] = [.. s_content[..^1], 0xff];
        var message = await Refused();
        Assert.Contains(
            $"the content is another: expected SHA-256 {Hash(s_content)}, received {Hash(_server.Files["/letters.bin"])}",
            message
        );
        Assert.Contains("--mirror", message);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(Target)!));
    }

    [Fact]
    public async Task A_longer_and_a_shorter_file_are_refused()
    {
        _server.Files["/letters.bin"] = [.. s_content, 1];
        Assert.Contains("the server sends more than the 300000 bytes that the file has", await Refused());
        _server.Files["/letters.bin"] = s_content[..1000];
        Assert.Contains("data get letters: letters.bin could not be fetched", await Refused());
    }

    [Fact]
    public async Task The_next_address_is_tried_and_every_failure_is_listed()
    {
        _server.Files["/second/letters.bin"] = s_content;
        await Get(addresses: ["/first/letters.bin", "/second/letters.bin"]);
        Assert.Equal(s_content, File.ReadAllBytes(Target));
        File.Delete(Target);
        var message = await Refused(addresses: ["/first/letters.bin", "/third/letters.bin"]);
        Assert.Contains($"{_server.Address}/first/letters.bin: the server answers 404", message);
        Assert.Contains($"{_server.Address}/third/letters.bin: the server answers 404", message);
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_given_up_after_a_while()
    {
        _server.Files["/letters.bin"] = s_content;
        _server.SilentAfter = 1000;
        Assert.Contains("nothing came for 0.3 seconds", await Refused(patience: TimeSpan.FromSeconds(0.3)));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named()
    {
        var file = new PublicFile("letters.bin", 10, "00", [new Uri("http://localhost:1/letters.bin")]);
        var exception = await Assert.ThrowsAsync<DecantException>(() =>
            new Download(_client).Get(
                new PublicDataset("letters", "", "", "", [file]),
                _folder.Path,
                cancellation: TestContext.Current.CancellationToken
            )
        );
        Assert.Contains("http://localhost:1/letters.bin: ", exception.Message);
        Assert.Contains("refused", exception.Message);
    }

    [Theory]
    [InlineData("letters/letters.bin")]
    [InlineData("letters.bin")]
    public async Task A_mirror_can_be_a_folder(string place)
    {
        using var mirror = new TemporaryFolder();
        mirror.Write(place, s_content);
        await Get(mirror: mirror.Path);
        Assert.Equal(s_content, File.ReadAllBytes(Target));
        Assert.Empty(_server.Requests);
    }

    [Theory]
    [InlineData("/mirror/letters/letters.bin")]
    [InlineData("/mirror/letters.bin")]
    public async Task A_mirror_can_be_an_address(string place)
    {
        _server.Files[place] = s_content;
        await Get(mirror: _server.Address + "/mirror/");
        Assert.Equal(s_content, File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task A_mirror_with_other_content_is_refused()
    {
        using var mirror = new TemporaryFolder();
        mirror.Write("letters.bin", new byte[s_content.Length]);
        Assert.Contains("the content is another", await Refused(mirror: mirror.Path));
        mirror.Write("letters.bin", 1, 2, 3);
        Assert.Contains("expected 300000 bytes, the file has 3", await Refused(mirror: mirror.Path));
        Assert.False(File.Exists(Target));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_told()
    {
        var blocked = _folder.Write("data", 1); // a file where the folder should be
        Assert.Contains($"the folder '{blocked}' cannot be written", await Refused());
    }

    [Fact]
    public async Task Stopping_keeps_what_has_arrived()
    {
        _server.Files["/letters.bin"] = s_content;
        _server.SilentAfter = 50_000;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Get(
                progress: progress =>
                {
                    if (progress.Received >= 50_000)
                    {
                        stop.Cancel();
                    }
                },
                cancellation: stop.Token
            )
        );
        Assert.Equal(s_content[..50_000], File.ReadAllBytes(Target + ".part"));
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private Task Get(
        string[]? addresses = null,
        string? mirror = null,
        TimeSpan? patience = null,
        Action<DownloadProgress>? progress = null,
        CancellationToken? cancellation = null
    )
    {
        var file = new PublicFile(
            "letters.bin",
            s_content.Length,
            Hash(s_content),
            [.. (addresses ?? ["/letters.bin"]).Select(path => new Uri(_server.Address + path))]
        );
        return new Download(_client, mirror, patience).Get(
            new PublicDataset("letters", "", "", "", [file]),
            Path.GetDirectoryName(Target)!,
            progress,
            cancellation ?? TestContext.Current.CancellationToken
        );
    }

    private async Task<string> Refused(string[]? addresses = null, string? mirror = null, TimeSpan? patience = null) =>
        (await Assert.ThrowsAsync<DecantException>(() => Get(addresses, mirror, patience))).Message;
}
