using Decant.Engine;

namespace Decant.SoftTargets.Store;

/// <summary>Puts parts of a store together that several processes or machines made.</summary>
internal static class StoreMerge
{
    private const string LockFile = "lock";

    /// <summary>Copies the shards of all parts into one folder, each checked, and names them in its manifest.</summary>
    /// <param name="folder">Where the whole goes; a store that is there is one of the parts.</param>
    /// <param name="parts">The parts.</param>
    /// <param name="note">Is told of every part; null for no one.</param>
    /// <exception cref="DecantException">A part is damaged, of another store, or has answers that another has too.</exception>
    public static StoreManifest Run(string folder, IReadOnlyList<string> parts, Action<string>? note = null)
    {
        Directory.CreateDirectory(folder);
        using var hold = FolderLock.TryTake(Path.Combine(folder, LockFile))
            ?? throw new DecantException($"Store '{folder}': another process writes it. Wait until it ends.");
        StoreManifest? whole = File.Exists(Path.Combine(folder, StoreManifest.File)) ? StoreManifest.Read(folder) : null;
        foreach (var part in parts)
        {
            // All its bytes are looked at before any of them is copied.
            using var store = SoftTargetStore.Open(part);
            whole = Joined(whole ?? store.Manifest with { Shards = [] }, store.Manifest, folder, part);
            foreach (var shard in store.Manifest.Shards)
            {
                AtomicFile.Write(Path.Combine(folder, shard.File), stream =>
                {
                    using var from = File.OpenRead(Path.Combine(part, shard.File));
                    from.CopyTo(stream);
                });
            }

            whole.Write(folder);
            note?.Invoke($"{part}: {store.Manifest.Answers} answers.");
        }

        // Answers that two shards have under two numbers are found here.
        using var merged = SoftTargetStore.Open(folder);
        return merged.Manifest;
    }

    private static StoreManifest Joined(StoreManifest whole, StoreManifest part, string folder, string name)
    {
        List<string> differences = [.. whole.Identity.Differences(part.Identity)];
        if (whole.Encoding != part.Encoding)
        {
            differences.Add($"the encoding: {whole.Encoding} and {part.Encoding}");
        }

        if (whole.AnswersPerShard != part.AnswersPerShard || string.Join("; ", whole.Values) != string.Join("; ", part.Values))
        {
            differences.Add("the values or the size of the shards");
        }

        if (differences.Count > 0)
        {
            throw new DecantException(
                $"Merging '{name}' into '{folder}': they are parts of different stores. "
                    + $"{string.Join("; ", differences)}. Leave one of them out."
            );
        }

        if (part.Shards.FirstOrDefault(shard => whole.Shards.Any(other => other.Number == shard.Number)) is { } twice)
        {
            throw new DecantException(
                $"Merging '{name}' into '{folder}': shard {twice.Number} ({twice.File}) is in both. Leave one of them out."
            );
        }

        return whole with
        {
            Shards = [.. whole.Shards.Concat(part.Shards).OrderBy(shard => shard.Number)],
        };
    }
}
