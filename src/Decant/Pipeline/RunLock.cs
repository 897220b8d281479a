using Decant.Engine;

namespace Decant.Pipeline;

/// <summary>Keeps a second run out of a run's folder while the first lives.</summary>
internal static class RunLock
{
    /// <summary>Takes the lock.</summary>
    /// <param name="path">The lock's file; its folder exists.</param>
    /// <param name="folder">The run's folder, for the error.</param>
    /// <exception cref="DecantException">Another run holds it, or the folder cannot be written.</exception>
    public static FolderLock Take(string path, string folder)
    {
        try
        {
            return FolderLock.TryTake(path)
                ?? throw new DecantException(
                    $"Another run is at work in '{folder}'. Wait until it ends, or choose another folder with --out."
                );
        }
        catch (Exception failure) when (WriteFailure.IsOne(failure))
        {
            throw WriteFailure.Of($"writing {path}", failure);
        }
    }
}
