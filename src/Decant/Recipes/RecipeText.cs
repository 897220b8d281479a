using System.Text;
using Decant.Options;

namespace Decant.Recipes;

/// <summary>The text of a recipe file, or what is wrong with the file.</summary>
internal static class RecipeText
{
    private const int MostBytes = 1 << 20;

    /// <summary>Reads a file; null where it is no text that could be a recipe, which is reported.</summary>
    public static string? Read(string file, OptionReading reading)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
            var bytes = new byte[MostBytes + 1];
            var count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return Decode(bytes.AsSpan(0, count), reading);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            reading.Report(default, "there is no such file", "Check the name; a recipe is a YAML file such as recipes/mnist.yaml.");
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            reading.Report(
                default,
                Directory.Exists(file)
                    ? "expected a file, and this is a folder"
                    : $"the file cannot be read ({exception.Message.TrimEnd('.')})",
                "Name a recipe file that you may read."
            );
        }

        return null;
    }

    private static string? Decode(ReadOnlySpan<byte> bytes, OptionReading reading)
    {
        const string remedy =
            "A recipe is YAML text in UTF-8. A trained network is given with --teacher FILE, or under teacher.onnx in a recipe.";
        if (bytes.Length > MostBytes)
        {
            reading.Report(default, $"expected at most {MostBytes} bytes, received more", remedy);
            return null;
        }

        if (bytes is [0xff, 0xfe, ..] or [0xfe, 0xff, ..])
        {
            reading.Report(default, "expected UTF-8, received UTF-16", "Save the file as UTF-8.");
            return null;
        }

        if (bytes.IndexOf((byte)0) is var zero && zero >= 0)
        {
            reading.Report(default, $"expected a text file, received a byte 0 at offset {zero}", remedy);
            return null;
        }

        try
        {
            var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes);
            return text.TrimStart('\ufeff');
        }
        catch (DecoderFallbackException exception)
        {
            reading.Report(
                default,
                $"expected text in UTF-8, received the byte 0x{exception.BytesUnknown?.FirstOrDefault():x2} at "
                    + $"offset {Math.Max(0, exception.Index)}",
                remedy
            );
            return null;
        }
    }
}
