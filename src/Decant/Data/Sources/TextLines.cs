using System.Text;
using System.Text.Unicode;
using Decant.Engine;

namespace Decant.Data.Sources;

/// <summary>The lines of a text in UTF-8, in a time that grows with its length alone, however long a line is.</summary>
internal static class TextLines
{
    private const int Chunk = 1 << 16;

    /// <summary>Reads all lines, without their ends; a mark at the beginning is left out.</summary>
    /// <param name="path">The file, plain or compressed with gzip, perhaps in an archive.</param>
    /// <param name="problems">Gets the lines that are no UTF-8; they are empty in the result.</param>
    /// <exception cref="DecantException">The file is missing, damaged, or of another kind.</exception>
    public static List<string> Read(string path, TextProblems problems)
    {
        var (lines, line, used) = (new List<string>(), new byte[Chunk], 0);
        var chunk = new byte[Chunk];
        var isFirst = true;
        try
        {
            using var stream = DataFile.OpenInflated(path);
            int read;
            while ((read = stream.ReadAtLeast(chunk, Chunk, throwOnEndOfStream: false)) > 0)
            {
                var left = chunk.AsSpan(0, read);
                if (isFirst)
                {
                    Refuse(path, left);
                    left = left.StartsWith(Encoding.UTF8.Preamble) ? left[3..] : left;
                    isFirst = false;
                }

                for (int end; (end = left.IndexOf((byte)'\n')) >= 0; left = left[(end + 1)..])
                {
                    Append(ref line, ref used, left[..end]);
                    lines.Add(Decoded(line.AsSpan(0, used), lines.Count + 1, problems));
                    used = 0;
                }

                Append(ref line, ref used, left);
            }
        }
        catch (InvalidDataException exception)
        {
            throw new DecantException(
                $"Texts '{path}': its gzip compression is damaged after {lines.Count} lines ({exception.Message}). Fetch it again.",
                exception
            );
        }

        if (used > 0)
        {
            lines.Add(Decoded(line.AsSpan(0, used), lines.Count + 1, problems));
        }

        return lines.Count > 0
            ? lines
            : throw new DecantException($"Texts '{path}': the file is empty. Export the texts again, or name another file.");
    }

    /// <summary>The first lines of a file, without one that may go on; null where it is no text.</summary>
    public static IReadOnlyList<string>? Start(string path)
    {
        var start = new byte[Chunk];
        try
        {
            using var look = DataFile.OpenInflated(path);
            Array.Resize(ref start, DataFile.ReadHeader(look, start, path));
        }
        catch (DecantException)
        {
            return null;
        }

        if (start.Length == 0 || start.AsSpan().Contains((byte)0))
        {
            return null;
        }

        var letters = Encoding.UTF8.GetString(start.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? start.AsSpan(3) : start);
        string[] lines = [.. letters.Split('\n').Select(line => line.TrimEnd('\r'))];
        return start.Length == Chunk && lines.Length > 1 ? lines[..^1]
            : lines is [.. var whole, ""] ? whole
            : lines;
    }

    private static void Append(ref byte[] line, ref int used, ReadOnlySpan<byte> more)
    {
        if (used + more.Length > line.Length)
        {
            Array.Resize(ref line, checked(Math.Max(2 * line.Length, used + more.Length)));
        }

        more.CopyTo(line.AsSpan(used));
        used += more.Length;
    }

    private static string Decoded(ReadOnlySpan<byte> line, int number, TextProblems problems)
    {
        line = line is [.. var start, (byte)'\r'] ? start : line;
        if (Utf8.IsValid(line))
        {
            return Encoding.UTF8.GetString(line);
        }

        var place = FirstInvalid(line);
        problems.Add(
            number,
            $"expected UTF-8, received the byte 0x{line[place]:x2} after {place} bytes. The file is damaged or in another encoding: "
                + "save it again as UTF-8."
        );
        return "";
    }

    private static int FirstInvalid(ReadOnlySpan<byte> line)
    {
        var place = 0;
        while (Rune.DecodeFromUtf8(line[place..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            place += length;
        }

        return place;
    }

    private static void Refuse(string path, ReadOnlySpan<byte> start)
    {
        if (start is [0xff, 0xfe, ..] or [0xfe, 0xff, ..])
        {
            throw new DecantException($"Texts '{path}': expected UTF-8, received UTF-16. Save the file again as UTF-8.");
        }

        // A text may begin with any letter, but has none that is 0.
        if (start.Contains((byte)0))
        {
            throw new DecantException($"Texts '{path}': {ForeignData.OfStart(start) ?? "this is no text: it has bytes that are 0."}");
        }
    }
}
