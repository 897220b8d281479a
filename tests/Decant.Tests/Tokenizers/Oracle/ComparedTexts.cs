namespace Decant.Tests.Tokenizers.Oracle;

/// <summary>The 5,000 lines on which tokenizers are compared: half of them real, half nasty.</summary>
internal static class ComparedTexts
{
    /// <summary>The lines; the test is skipped where the data are missing.</summary>
    public static List<string> Lines() => [.. RealTexts.Lines(), .. NastyTexts.Lines(2500)];

    /// <summary>The line as a program that knows UTF-8 alone sees it: U+FFFD for half a surrogate pair.</summary>
    public static string WellFormed(string line)
    {
        var chars = line.ToCharArray();
        for (var i = 0; i < chars.Length; i++)
        {
            if (char.IsHighSurrogate(chars[i]) && i + 1 < chars.Length && char.IsLowSurrogate(chars[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(chars[i]))
            {
                chars[i] = '\uFFFD';
            }
        }
        return new string(chars);
    }
}
