using System.Globalization;

namespace Decant.Data.Sources;

/// <summary>What the value of an option is.</summary>
internal enum DataOptionKind
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>A file or folder; where it is relative, it starts at the data root.</summary>
    Path,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A number.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Flag,

    /// <summary>One of a few words.</summary>
    Choice,
}

/// <summary>An option that a source understands under <c>data:</c> in a recipe.</summary>
/// <param name="Name">The word in the recipe.</param>
/// <param name="Kind">What its value is.</param>
/// <param name="Meaning">What it decides, in a sentence, with its unit.</param>
internal sealed record DataOption(string Name, DataOptionKind Kind, string Meaning)
{
    /// <summary>The value where none is given; null where the source must be told or finds out by itself.</summary>
    public string? Default { get; init; }

    /// <summary>Whether the source cannot do without it.</summary>
    public bool Required { get; init; }

    /// <summary>Smallest number, itself included.</summary>
    public double Lowest { get; init; } = double.NegativeInfinity;

    /// <summary>Largest number, itself included.</summary>
    public double Highest { get; init; } = double.PositiveInfinity;

    /// <summary>The words that are known, where the kind is <see cref="DataOptionKind.Choice"/>.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>What is wrong with a value, or null.</summary>
    public string? Problem(string value)
    {
        var good = Kind switch
        {
            DataOptionKind.Whole => Int128.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
                && (double)whole >= Lowest
                && (double)whole <= Highest,
            DataOptionKind.Number => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && number >= Lowest
                && number <= Highest,
            DataOptionKind.Flag => value is "true" or "false",
            DataOptionKind.Choice => Choices.Contains(value),
            _ => value.Length > 0,
        };
        return good ? null : $"data.{Name}: expected {Expected}, received '{value}'. {Meaning}";
    }

    private string Expected =>
        Kind switch
        {
            DataOptionKind.Whole => "a whole number" + Range,
            DataOptionKind.Number => "a number" + Range,
            DataOptionKind.Flag => "true or false",
            DataOptionKind.Choice => string.Join(" or ", Choices),
            DataOptionKind.Path => "a path",
            _ => "a text",
        };

    private string Range =>
        (double.IsFinite(Lowest), double.IsFinite(Highest)) switch
        {
            (true, true) => string.Create(CultureInfo.InvariantCulture, $" from {Lowest} to {Highest}"),
            (true, false) => string.Create(CultureInfo.InvariantCulture, $" of {Lowest} or more"),
            (false, true) => string.Create(CultureInfo.InvariantCulture, $" of at most {Highest}"),
            _ => "",
        };
}
