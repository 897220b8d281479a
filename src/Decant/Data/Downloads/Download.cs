using System.Security.Cryptography;
using Decant.Engine;

namespace Decant.Data.Downloads;

/// <summary>
/// Fetches public data sets: resumes what was interrupted, tries one address after the other, checks the content and
/// only then gives a file its name.
/// </summary>
internal sealed class Download
{
    private readonly IFileOrigin _web;
    private readonly string? _mirror;

    /// <summary>Prepares to fetch.</summary>
    /// <param name="client">Sends the requests.</param>
    /// <param name="mirror">A folder or address to use in place of the public ones: <c>MIRROR/NAME/FILE</c> or <c>MIRROR/FILE</c>.</param>
    /// <param name="patience">How long a server may send nothing; a minute by default.</param>
    public Download(HttpClient client, string? mirror = null, TimeSpan? patience = null)
    {
        _web = new WebOrigin(client, patience ?? TimeSpan.FromMinutes(1));
        _mirror = mirror;
    }

    /// <summary>Fetches what is not there yet.</summary>
    /// <param name="dataset">What to fetch.</param>
    /// <param name="folder">Where its files go; made where it does not exist.</param>
    /// <param name="progress">Told about every piece that arrives.</param>
    /// <param name="cancellation">Stops; what has arrived is kept for the next time.</param>
    /// <exception cref="DecantException">No address gave a file with the right content, or the folder cannot be written.</exception>
    public async Task Get(
        PublicDataset dataset,
        string folder,
        Action<DownloadProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var file in dataset.Files)
            {
                await Get(dataset, file, Path.Combine(folder, file.Name), progress ?? (_ => { }), cancellation).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (WriteFailure.IsOne(exception))
        {
            throw new DecantException(
                $"data get {dataset.Name}: the folder '{folder}' cannot be written ({exception.Message}). Give "
                    + $"another --data-root, or make room; what has arrived is kept.",
                exception
            );
        }
    }

    private async Task Get(
        PublicDataset dataset,
        PublicFile file,
        string path,
        Action<DownloadProgress> progress,
        CancellationToken cancellation
    )
    {
        if (await HasContent(path, file, cancellation).ConfigureAwait(false))
        {
            progress(new DownloadProgress(file, file.Bytes, ""));
            return;
        }

        var part = path + ".part";
        var failures = new List<string>();
        foreach (var (origin, address) in Origins(dataset, file))
        {
            var failure = await Fetch(origin, address, file, part, progress, cancellation).ConfigureAwait(false);
            if (failure is null)
            {
                File.Move(part, path, overwrite: true);
                return;
            }

            failures.Add($"  {address}: {failure}");
        }

        throw new DecantException(
            $"data get {dataset.Name}: {file.Name} could not be "
                + $"fetched.{Environment.NewLine}{string.Join(Environment.NewLine, failures)}{Environment.NewLine}"
                + $"Run the command again to go on where it stopped, or fetch the file elsewhere ({file.Bytes} bytes, "
                + $"SHA-256 {file.Sha256}) and give its folder with --mirror."
        );
    }

    // Null when the part is whole and right; otherwise why not.
    private static async Task<string?> Fetch(
        IFileOrigin origin,
        string address,
        PublicFile file,
        string part,
        Action<DownloadProgress> progress,
        CancellationToken cancellation
    )
    {
        const int mostAttempts = 5;
        for (var attempt = 1; ; attempt++)
        {
            var had = File.Exists(part) ? new FileInfo(part).Length : 0;
            if (had > file.Bytes)
            {
                File.Delete(part);
                had = 0;
            }

            var failure =
                had == file.Bytes
                    ? null
                    : await origin
                        .Continue(
                            address,
                            file,
                            part,
                            had,
                            received => progress(new DownloadProgress(file, received, address)),
                            cancellation
                        )
                        .ConfigureAwait(false);
            var has = File.Exists(part) ? new FileInfo(part).Length : 0;
            if (has == file.Bytes)
            {
                if (await HasContent(part, file, cancellation).ConfigureAwait(false))
                {
                    return null;
                }

                // Nothing of it can be trusted. A part of an earlier run may be to blame: once more, from the start.
                var received = await Hash(part, cancellation).ConfigureAwait(false);
                File.Delete(part);
                failure = $"the content is another: expected SHA-256 {file.Sha256}, received {received}";
                if (had == 0 || attempt == mostAttempts)
                {
                    return failure;
                }
            }
            else if (has <= had || attempt == mostAttempts)
            {
                return failure ?? $"only {has} of {file.Bytes} bytes came";
            }
        }
    }

    private IEnumerable<(IFileOrigin Origin, string Address)> Origins(PublicDataset dataset, PublicFile file)
    {
        if (_mirror is null)
        {
            return file.Addresses.Select(address => (_web, address.AbsoluteUri));
        }

        if (Uri.TryCreate(_mirror, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            var start = address.AbsoluteUri.TrimEnd('/');
            return [(_web, $"{start}/{dataset.Name}/{file.Name}"), (_web, $"{start}/{file.Name}")];
        }

        IFileOrigin folder = new FolderOrigin();
        return [(folder, Path.Combine(_mirror, dataset.Name, file.Name)), (folder, Path.Combine(_mirror, file.Name))];
    }

    private static async Task<bool> HasContent(string path, PublicFile file, CancellationToken cancellation) =>
        File.Exists(path) && new FileInfo(path).Length == file.Bytes && await Hash(path, cancellation).ConfigureAwait(false) == file.Sha256;

    private static async Task<string> Hash(string path, CancellationToken cancellation)
    {
        var stream = File.OpenRead(path);
        await using (stream.ConfigureAwait(false))
        {
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation).ConfigureAwait(false));
        }
    }
}
