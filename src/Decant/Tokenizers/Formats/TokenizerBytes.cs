using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Decant.Engine;

namespace Decant.Tokenizers.Formats;

/// <summary>A tokenizer's file as bytes and lines.</summary>
internal static class TokenizerBytes
{
    private const long Most = 1L << 29;
    private static readonly UTF8Encoding s_strict = new(false, true);

    /// <summary>All bytes of a file, without the mark of UTF-8.</summary>
    public static byte[] Read(string file)
    {
        try
        {
            if (new FileInfo(file).Length > Most)
            {
                throw TokenizerProblem.Of(file, "it should have at most 512 MiB, but has more", "Name the file of a tokenizer.");
            }
            var bytes = File.ReadAllBytes(file);
            return bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes[3..] : bytes;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DecantException($"Reading the tokenizer {file}: {problem.Message} Say a file that can be read.", problem);
        }
    }

    /// <summary>Bytes as JSON.</summary>
    public static JsonDocument Json(byte[] bytes, string file)
    {
        try
        {
            // The reader looks at the letters of a text only when it is asked for.
            return Utf8.IsValid(bytes)
                ? JsonDocument.Parse(bytes)
                : throw TokenizerProblem.Of(file, "it should be JSON in UTF-8, but is no UTF-8; it may be cut short");
        }
        catch (JsonException problem)
        {
            throw TokenizerProblem.Of(
                file,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"it should be JSON in UTF-8, but line {problem.LineNumber + 1}, byte {problem.BytePositionInLine + 1} is not; it may be cut short"
                )
            );
        }
    }

    /// <summary>The lines of a file, without blanks at their ends; an empty line at the end of the file is none.</summary>
    public static List<string> Lines(string file)
    {
        string text;
        try
        {
            text = s_strict.GetString(Read(file));
        }
        catch (DecoderFallbackException problem)
        {
            throw TokenizerProblem.Of(file, $"it should be text in UTF-8, but byte {problem.Index + 1} is not");
        }
        List<string> lines = [.. text.Split('\n').Select(line => line.TrimEnd())];
        if (lines[^1].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }
        return lines;
    }
}
