namespace Decant.Data.Downloads;

/// <summary>Files in a folder: a disk that someone brought, or a share.</summary>
internal sealed class FolderOrigin : IFileOrigin
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
        if (!File.Exists(address))
        {
            return "there is no such file";
        }

        var source = File.OpenRead(address);
        await using var closingSource = source.ConfigureAwait(false);
        if (source.Length != file.Bytes)
        {
            return $"expected {file.Bytes} bytes, the file has {source.Length}";
        }

        var target = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None);
        await using var closingTarget = target.ConfigureAwait(false);
        await source.CopyToAsync(target, cancellation).ConfigureAwait(false);
        progress(target.Length);
        return null;
    }
}
