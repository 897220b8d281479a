using System.Globalization;
using Decant.Engine.Graphs;

namespace Decant.Engine.Onnx;

/// <summary>
/// The text of a size that is known only when the graph runs (ONNX's <c>dim_param</c>): a name such as <c>N</c>, or a product
/// such as <c>12*N*T</c>. Any other text is one opaque name.
/// </summary>
internal static class DimensionText
{
    // A name longer than this is no name; it also keeps products of products from growing without end.
    private const int LongestName = 1024;

    /// <summary>More axes than any network's values have.</summary>
    public const int MostAxes = 64;

    /// <summary>The text of a size that is not known.</summary>
    public static string Write(Dimension dimension) =>
        dimension.Factor == 1
            ? string.Join('*', dimension.Names())
            : string.Join('*', dimension.Names().Prepend(dimension.Factor.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The size that a text means.</summary>
    /// <exception cref="DecantException">The text is longer than any name.</exception>
    public static Dimension Read(string text)
    {
        if (text.Length > LongestName)
        {
            throw new DecantException($"a name of a size has at most {LongestName} letters, received {text.Length}.");
        }

        var factors = text.Split('*', StringSplitOptions.TrimEntries);
        if (!factors.All(factor => IsName(factor) || IsNumber(factor)) || !factors.Any(IsName))
        {
            return new Dimension(text.Replace('·', '.'));
        }

        return factors.Aggregate((Dimension)1, (product, factor) =>
            product * (IsName(factor) ? new Dimension(factor) : new Dimension(long.Parse(factor, CultureInfo.InvariantCulture), ""))
        );
    }

    /// <summary>Refuses shapes that only a file made to do harm has.</summary>
    /// <exception cref="DecantException">More axes, or longer products, than any network has.</exception>
    public static void CheckSize(Shape shape)
    {
        if (shape.Rank > MostAxes || shape.Any(d => !d.IsStatic && d.Symbols.Length > LongestName))
        {
            throw new DecantException($"a value has at most {MostAxes} axes and names of sizes with at most {LongestName} letters.");
        }
    }

    private static bool IsName(string text) =>
        text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(c => char.IsLetterOrDigit(c) || c is '_' or '.' or '-');

    private static bool IsNumber(string text) => text.Length is > 0 and < 10 && text.All(char.IsAsciiDigit);
}
