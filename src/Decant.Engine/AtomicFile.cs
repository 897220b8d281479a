using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Decant.Engine;

/// <summary>
/// Writes a file next to its place and then renames it: under the final name there is the old file or the whole new
/// one, never a part.
/// </summary>
internal static class AtomicFile
{
    private static readonly UTF8Encoding Utf8WithoutMark = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes bytes; creates the folder when it is missing.</summary>
    /// <param name="path">The final name.</param>
    /// <param name="write">Writes the content; what it throws leaves no file behind.</param>
    /// <exception cref="DecantException">The folder cannot be written or the disk is full.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var temporary = $"{path}.{Environment.ProcessId}.partial";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path)) ?? path);
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16))
            {
                write(stream);
                // On the disk before the rename, or a power cut could leave an empty file under the final name.
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception problem)
        {
            Remove(temporary);
            if (WriteFailure.IsOne(problem))
            {
                throw WriteFailure.Of($"writing {path}", problem, "Nothing was changed under that name.");
            }

            throw;
        }
    }

    /// <summary>Removes what processes that no longer run left of the file, half-written.</summary>
    /// <param name="path">The final name.</param>
    internal static void RemoveLeftovers(string path)
    {
        var name = Path.GetFileName(path);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        foreach (var half in Directory.Exists(folder) ? Directory.GetFiles(folder, $"{name}.*.partial") : [])
        {
            if (
                int.TryParse(
                    Path.GetFileName(half)
                        .AsSpan(name.Length + 1, Math.Max(0, Path.GetFileName(half).Length - name.Length - ".partial".Length - 1)),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var process
                ) && !Lives(process)
            )
            {
                Remove(half);
            }
        }
    }

    private static bool Lives(int process)
    {
        try
        {
            using var running = Process.GetProcessById(process);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Writes text as UTF-8 without a byte-order mark.</summary>
    /// <param name="path">The final name.</param>
    /// <param name="text">The whole content.</param>
    /// <exception cref="DecantException">The folder cannot be written or the disk is full.</exception>
    public static void WriteText(string path, string text) => Write(path, stream => stream.Write(Utf8WithoutMark.GetBytes(text)));

    /// <summary>Copies a file.</summary>
    /// <param name="source">The file that is there.</param>
    /// <param name="path">The final name.</param>
    /// <exception cref="DecantException">The folder cannot be written or the disk is full.</exception>
    internal static void Copy(string source, string path)
    {
        using var content = File.OpenRead(source);
        Write(path, content.CopyTo);
    }

    /// <summary>Removes a file that may be missing.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DecantException">The folder cannot be written.</exception>
    internal static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception problem) when (WriteFailure.IsOne(problem))
        {
            throw WriteFailure.Of($"removing {path}", problem);
        }
    }

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // The first problem is the one to tell; a leftover carries the name .partial.
        }
    }
}
