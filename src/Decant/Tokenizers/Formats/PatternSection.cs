using Decant.Tokenizers.Characters;

namespace Decant.Tokenizers.Formats;

/// <summary>A pattern: a text (<c>String</c>) or a regular expression (<c>Regex</c>).</summary>
internal static class PatternSection
{
    public static TextPattern Read(JsonPlace place)
    {
        if (place.IsText)
        {
            return TextPattern.OfText(place.Text());
        }
        if (place.Optional("String") is { } text)
        {
            return TextPattern.OfText(text.Text());
        }
        var expression = place.Required("Regex");
        try
        {
            return TextPattern.OfExpression(expression.Text());
        }
        catch (ArgumentException)
        {
            throw expression.Refuse("a regular expression that .NET reads", $"'{expression.Text()}'");
        }
    }
}
