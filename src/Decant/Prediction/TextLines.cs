using System.Globalization;
using System.Text;
using Decant.Data.Sources;
using Decant.Engine;

namespace Decant.Prediction;

/// <summary>Texts to ask a model about: the lines of a file.</summary>
internal static class TextLines
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The texts of a file, a line each; empty lines are none.</summary>
    /// <param name="path">A text file in UTF-8.</param>
    /// <param name="second">The second text of every pair; null for none.</param>
    /// <exception cref="DecantException">The file cannot be read, or is not UTF-8.</exception>
    public static IEnumerable<TextToScore> Of(string path, string? second)
    {
        var lines = DataFile.Guarded(path, () => ReadLines(path));
        for (var line = 0; line < lines.Length; line++)
        {
            if (!string.IsNullOrWhiteSpace(lines[line]))
            {
                yield return new TextToScore(string.Create(CultureInfo.InvariantCulture, $"{path}:{line + 1}"), lines[line], second);
            }
        }
    }

    private static string[] ReadLines(string path)
    {
        try
        {
            return File.ReadAllLines(path, s_strict);
        }
        catch (DecoderFallbackException)
        {
            throw new DecantException($"'{path}': expected UTF-8, received other bytes. Write the file in UTF-8.");
        }
    }
}
