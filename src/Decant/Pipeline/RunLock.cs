using Decant.Engine;

namespace Decant.Pipeline;

/// <summary>
/// Keeps a second run out of a run's folder while the first lives: an open file that the system frees when the process ends, however it
/// ends.
/// What a crashed process left of it blocks no one.
/// </summary>
internal sealed class RunLock : IDisposable
{
    private readonly FileStream _file;

    private RunLock(FileStream file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <param name="path">The lock's file; its folder exists.</param>
    /// <param name="folder">The run's folder, for the error.</param>
    /// <exception cref="DecantException">Another run holds it, or the folder cannot be written.</exception>
    public static RunLock Take(string path, string folder)
    {
        try
        {
            return new RunLock(
                new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose)
            );
        }
        catch (IOException failure) when (File.Exists(path))
        {
            throw new DecantException(
                $"Another run is at work in '{folder}'. Wait until it ends, or choose another folder with --out.",
                failure
            );
        }
        catch (Exception failure) when (WriteFailure.IsOne(failure))
        {
            throw WriteFailure.Of($"writing {path}", failure);
        }
    }

    /// <summary>Whether a run that lives holds a lock.</summary>
    public static bool IsHeld(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return File.Exists(path);
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
