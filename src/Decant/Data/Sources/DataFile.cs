using System.IO.Compression;
using Decant.Engine;

namespace Decant.Data.Sources;

/// <summary>Reading files that may be missing, cut short, damaged, or something else than their name says.</summary>
internal static class DataFile
{
    // Without it a gzip file that is cut short passes for a shorter one. Decant's own programs have it in their
    // configuration; this is for others that use the library.
    static DataFile() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    /// <summary>Opens a file, through gzip where its first two bytes say so; the path may go on inside an archive.</summary>
    /// <exception cref="DecantException">There is no such file, or it may not be read.</exception>
    public static Stream OpenInflated(string path)
    {
        var stream = ArchivedFile.Of(path)?.Open() ?? Open(path);
        Span<byte> start = stackalloc byte[2];
        var got = stream.ReadAtLeast(start, 2, throwOnEndOfStream: false);
        stream.Position = 0;
        return got == 2 && start[0] == 0x1f && start[1] == 0x8b ? new GZipStream(stream, CompressionMode.Decompress) : stream;
    }

    /// <summary>Opens a file.</summary>
    /// <exception cref="DecantException">There is no such file, or it may not be read.</exception>
    public static FileStream Open(string path) =>
        Guarded(path, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan));

    /// <summary>Does something that reads a file or folder, and turns the system's errors into sentences.</summary>
    /// <exception cref="DecantException">There is nothing at the path, or it may not be read.</exception>
    public static T Guarded<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DecantException(
                $"Data file '{path}': there is no such file. Check the path; in a recipe a relative one starts at --data-root.",
                exception
            );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DecantException($"Data file '{path}': it cannot be read ({exception.Message}).", exception);
        }
    }

    /// <summary>Reads the first bytes of a content, or as many as there are.</summary>
    /// <exception cref="DecantException">The compression is damaged.</exception>
    public static int ReadHeader(Stream stream, Span<byte> header, string path)
    {
        try
        {
            return stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException exception)
        {
            throw Damaged(path, 0, exception);
        }
    }

    /// <summary>Reads exactly so many bytes, which must be the file's last.</summary>
    /// <param name="stream">The file's content.</param>
    /// <param name="destination">Where the bytes go.</param>
    /// <param name="count">Bytes that the header promised.</param>
    /// <param name="path">The file, for messages.</param>
    /// <param name="offset">Where in the content they start, for messages.</param>
    /// <exception cref="DecantException">There are fewer bytes, or more, or the compression is damaged.</exception>
    public static unsafe void Fill(Stream stream, byte* destination, long count, string path, long offset)
    {
        var done = 0L;
        try
        {
            while (done < count)
            {
                var read = stream.Read(new Span<byte>(destination + done, (int)Math.Min(count - done, 1 << 20)));
                if (read == 0)
                {
                    throw new DecantException(
                        $"Data file '{path}': expected {count} bytes from offset {offset} on, received {done}; "
                            + $"{count - done} are missing. The file is cut short; fetch it again."
                    );
                }

                done += read;
            }

            if (stream.ReadByte() >= 0)
            {
                throw new DecantException(
                    $"Data file '{path}': expected {offset + count} bytes, as its header says, but more follow. The "
                        + $"file is damaged; fetch it again."
                );
            }
        }
        catch (InvalidDataException exception)
        {
            throw Damaged(path, offset + done, exception);
        }
    }

    /// <summary>Refuses content that the machine's memory cannot hold, before any is set aside.</summary>
    public static void CheckMemory(string path, long bytes)
    {
        var available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (bytes > available)
        {
            throw new DecantException(
                $"Data file '{path}': its header promises {bytes >> 20} MiB, and this machine has {available >> 20} "
                    + $"MiB of memory. The header is damaged, or the data are too large to be kept in memory."
            );
        }
    }

    /// <summary>Says what a file seems to be, from its first bytes.</summary>
    public static string Guess(ReadOnlySpan<byte> start) =>
        start switch
        {
            [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "This is a PNG image.",
            [0xff, 0xd8, 0xff, ..] => "This is a JPEG image.",
            [(byte)'P', (byte)'K', ..] => "This is a zip archive.",
            [0x1f, 0x8b, ..] => "This is a gzip file.",
            [(byte)'<', ..] => "This is a web page, perhaps the answer to a failed download.",
            [] => "The file is empty.",
            _ => "The content is something else.",
        };

    private static DecantException Damaged(string path, long unpacked, InvalidDataException exception) =>
        new(
            $"Data file '{path}': its gzip compression is damaged after {unpacked} unpacked bytes ({exception.Message}). Fetch it again.",
            exception
        );
}
