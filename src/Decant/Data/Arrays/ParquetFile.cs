using Decant.Engine;

namespace Decant.Data.Arrays;

/// <summary>Reading Parquet files that may be damaged.</summary>
internal static class ParquetFile
{
    /// <summary>Reads one.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="read">Reads it.</param>
    /// <exception cref="DecantException">The file is missing or damaged.</exception>
    public static T Read<T>(string path, Func<Task<T>> read)
    {
        try
        {
            // The library knows no other way; nothing here waits for anything but the file.
            return read().GetAwaiter().GetResult();
        }
        // What the library throws at bytes that are no Parquet is of many kinds, not all of them public.
        catch (Exception failure) when (failure is not DecantException)
        {
            throw new DecantException($"Reading {path}: expected a Parquet file, received: {failure.Message.TrimEnd('.')}.", failure);
        }
    }
}
