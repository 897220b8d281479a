using System.Text;
using Decant.Engine;

namespace Decant.Data.Sources;

/// <summary>The letters of a table: its encoding is stated, or seen from the first bytes.</summary>
internal static class CsvText
{
    private const int Looked = 4096;

    /// <summary>Opens a text, through gzip where the file is compressed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="reading">May name its encoding.</param>
    /// <exception cref="DecantException">The file cannot be read, the name is unknown, or this is no table but a file of another
    /// kind.</exception>
    public static StreamReader Open(string path, CsvReading reading)
    {
        var start = new byte[Looked];
        using (var look = DataFile.OpenInflated(path))
        {
            Array.Resize(ref start, DataFile.ReadHeader(look, start, path));
        }

        if (ForeignData.OfStart(start) is { } sentence)
        {
            throw new DecantException($"CSV '{path}': {sentence}");
        }

        return new StreamReader(
            DataFile.OpenInflated(path),
            reading.Encoding is { } encoding ? Strict(encoding, reading.EncodingPlace) : Seen(start)
        );
    }

    /// <summary>
    /// Whether a file without the name of a table holds one: a few lines of letters with the same number of cells, two or more, whatever
    /// separates them.
    /// </summary>
    /// <param name="path">A file that exists.</param>
    public static bool LooksLikeTable(string path)
    {
        var start = new byte[Looked];
        try
        {
            using var look = DataFile.OpenInflated(path);
            Array.Resize(ref start, DataFile.ReadHeader(look, start, path));
        }
        catch (DecantException)
        {
            return false;
        }

        if (ForeignData.OfStart(start) is not null)
        {
            return false;
        }

        // What is no UTF-8 is another encoding, in which the separators are the same.
        var encoding = Seen(start);
        var letters = (encoding is UTF8Encoding ? Encoding.Latin1 : encoding).GetString(start);
        string[] lines =
        [
            .. letters
                .Split('\n')
                .SkipLast(start.Length == Looked ? 1 : 0)
                .Select(line => line.TrimEnd('\r'))
                .Where(line => line.Length > 0),
        ];
        return lines.Length > 1
            && !letters.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t') and < '\u0080')
            && ",;\t|".Any(separator =>
                Cells(lines[0], separator) > 1 && Array.TrueForAll(lines, line => Cells(line, separator) == Cells(lines[0], separator))
            );
    }

    private static int Cells(string line, char separator)
    {
        var (cells, isQuoted) = (1, false);
        foreach (var letter in line)
        {
            isQuoted ^= letter == '"';
            cells += letter == separator && !isQuoted ? 1 : 0;
        }

        return cells;
    }

    /// <summary>What to say of bytes that are no UTF-8.</summary>
    public static string Explain(CsvReading reading, string path, string place, byte received) =>
        reading.Encoding is not { } stated
            ? $"CSV '{path}', {place}: expected UTF-8, received the byte 0x{received:x2}. The table is in another "
                + $"encoding: name it with {reading.EncodingPlace}, such as windows-1252 (Excel in Western Europe) or shift_jis, or "
                + $"save the table again as UTF-8."
            : $"CSV '{path}', {place}: expected {stated}, as {reading.EncodingPlace} says, received the byte 0x{received:x2}. "
                + $"Leave {reading.EncodingPlace} out, or name another.";

    // A mark at the beginning is heeded by the reader. Without one, every second byte of Western letters in UTF-16 is 0.
    private static Encoding Seen(ReadOnlySpan<byte> start)
    {
        var (even, odd) = (0, 0);
        for (var place = 0; place < start.Length; place++)
        {
            _ =
                start[place] != 0 ? 0
                : place % 2 == 0 ? even++
                : odd++;
        }

        return odd * 4 > start.Length && even * 16 < odd
                ? new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true)
            : even * 4 > start.Length && odd * 16 < even
                ? new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true)
            : new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    }

    // Strict: letters of another encoding would all become the same replacement letter, and so classes would merge.
    private static Encoding Strict(string name, string place)
    {
        var known = name.ToLowerInvariant() switch
        {
            "latin1" => "iso-8859-1",
            "shift-jis" or "sjis" => "shift_jis",
            var other => other,
        };
        try
        {
            return (
                CodePagesEncodingProvider.Instance.GetEncoding(known, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
                ?? Encoding.GetEncoding(known, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
            );
        }
        catch (ArgumentException problem)
        {
            throw new DecantException(
                $"{place}: unknown encoding '{name}'. Known are utf-8, utf-16, latin1, windows-1250 to "
                    + $"windows-1258, iso-8859-2 to iso-8859-15, shift_jis, euc-jp, gb18030, big5, euc-kr and koi8-r, "
                    + $"among others.",
                problem
            );
        }
    }
}
