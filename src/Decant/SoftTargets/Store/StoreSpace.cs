namespace Decant.SoftTargets.Store;

/// <summary>The room that a store takes on its disk.</summary>
/// <param name="Needed">Bytes that are still to be written.</param>
/// <param name="Free">Bytes that are free; null where no one can say.</param>
internal sealed record StoreSpace(long Needed, long? Free)
{
    // Header of a shard and its line in the manifest.
    private const int BytesPerShard = 1024;

    /// <summary>Whether it is there.</summary>
    public bool Fits => Free is null || Needed <= Free;

    /// <summary>What a store still needs.</summary>
    public static StoreSpace Of(StoreManifest manifest, string folder, double share = 1)
    {
        var shards = (long)manifest.ShardsPerView * manifest.Identity.Views;
        var whole = (manifest.Wanted * new StoreLayout(manifest).BytesInFile) + (shards * BytesPerShard);
        return new StoreSpace(Math.Max(0, (long)(whole * share) - manifest.Bytes), FreeBytes(folder));
    }

    private static long? FreeBytes(string folder)
    {
        try
        {
            return new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
