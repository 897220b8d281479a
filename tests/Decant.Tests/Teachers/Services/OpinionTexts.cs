using System.Globalization;

namespace Decant.Tests.Teachers.Services;

/// <summary>Texts of a few words, one of which is an opinion: all different, every second one good.</summary>
internal static class OpinionTexts
{
    public const string Good = "positive",
        Bad = "negative";

    private static readonly string[] s_good = ["good", "fine", "lovely", "wonderful"],
        s_bad = ["bad", "poor", "dreadful", "dull"],
        s_others = ["the", "film", "is", "a", "really", "story", "with", "of", "people", "scenes"];

    /// <summary>Text number <paramref name="index"/>.</summary>
    public static string Of(int index)
    {
        var opinions = index % 2 == 0 ? s_good : s_bad;
        var words = Enumerable.Range(0, 4).Select(place => s_others[(index / Power(10, place)) % 10]).ToList();
        words.Insert(index % 5, opinions[index / 2 % opinions.Length]);
        return string.Join(' ', words);
    }

    /// <summary>What is true of a text.</summary>
    public static string ClassOf(string text) => text.Split(' ').Any(s_good.Contains) ? Good : Bad;

    /// <summary>Writes texts with their class.</summary>
    public static void WriteLabelled(string path, int from, int count) =>
        File.WriteAllLines(path, Texts(from, count).Select(text => $"{text}\t{ClassOf(text)}"));

    /// <summary>Writes texts alone, a line each.</summary>
    public static void WritePlain(string path, int from, int count) => File.WriteAllLines(path, Texts(from, count));

    private static IEnumerable<string> Texts(int from, int count) => Enumerable.Range(from, count).Select(Of);

    private static int Power(int number, int exponent) => Convert.ToInt32(Math.Pow(number, exponent), CultureInfo.InvariantCulture);
}
