using Decant.Engine;
using Decant.Tables;

namespace Decant.Data.Sources;

/// <summary>How the text of a table is read: what a recipe says of it; the rest is seen from the first lines.</summary>
/// <param name="Separator">What separates cells; null to see it.</param>
/// <param name="HasHeader">Whether the first line names the columns; null to see it.</param>
/// <param name="Columns">Names of the columns in order; empty to take the header's.</param>
/// <param name="Encoding">The name of the text's encoding; null to see it.</param>
/// <param name="Notation">How numbers and missing values are written.</param>
/// <param name="StatesMissing">Whether the recipe itself names the texts of missing values.</param>
internal sealed record CsvReading(
    char? Separator,
    bool? HasHeader,
    IReadOnlyList<string> Columns,
    string? Encoding,
    TableNotation Notation,
    bool StatesMissing
)
{
    /// <summary>Where the user states the encoding, for the error.</summary>
    public string EncodingPlace { get; init; } = "data.encoding";

    // What '-' means in a column of classes, next to '+', only a recipe can say.
    private static readonly IReadOnlyList<string> MissingClasses = [.. TableNotation.UsualMissingTexts.Where(text => text != "-")];

    /// <summary>The options of a table's text.</summary>
    public static IReadOnlyList<DataOption> Options { get; } =
    [
        new("header", DataOptionKind.Choice, "Whether the first line names the columns; seen from the cells where left out.")
        {
            Choices = ["true", "false"],
        },
        new(
            "columns",
            DataOptionKind.Text,
            "Names of the columns in their order, separated by commas, where the file has no header, or another is wanted."
        ),
        new(
            "separator",
            DataOptionKind.Text,
            "What separates cells: a character, or the word tab; seen from the first lines where left out."
        ),
        new(
            "encoding",
            DataOptionKind.Text,
            "The text's encoding, such as utf-8, utf-16, latin1, windows-1252 or shift_jis; UTF-8 and UTF-16 are "
                + "seen from the first bytes where left out."
        ),
        new("decimal", DataOptionKind.Choice, "The decimal sign of numbers: a point, or a comma as in 3,14.")
        {
            Choices = [".", ","],
            Default = ".",
        },
        new(
            "thousands",
            DataOptionKind.Text,
            "What separates groups of three digits, as the comma in 1,250.5: a character, or the word space; "
                + "numbers have no groups where left out."
        ),
        new(
            "missing-texts",
            DataOptionKind.Text,
            "Texts that mean a missing value, besides the empty one, separated by commas; letters count in either "
                + "case. Left out: ?, NA, N/A, NaN, null and -."
        ),
    ];

    /// <summary>Everything is seen from the text.</summary>
    public static CsvReading Plain { get; } = new(null, null, [], null, new TableNotation(), StatesMissing: false);

    /// <summary>Understands the options.</summary>
    /// <exception cref="DecantException">One of them is no character, or both signs are the same.</exception>
    public static CsvReading Of(DataOptions options)
    {
        var (point, group) = (options.Text("decimal")![0], Character("thousands", options.Text("thousands"), "space", ' '));
        if (group == point)
        {
            throw new DecantException(
                $"data.thousands: expected another sign than data.decimal, received '{point}' for both. A number "
                    + $"such as 1.250,5 has decimal ',' and thousands '.'."
            );
        }

        var missing = options.Text("missing-texts");
        return new CsvReading(
            Character("separator", options.Text("separator"), "tab", '\t'),
            options.Text("header") is { } header ? header == "true" : null,
            Names(options.Text("columns")),
            options.Text("encoding"),
            new TableNotation
            {
                Decimal = point,
                Thousands = group,
                MissingTexts = missing is null ? TableNotation.UsualMissingTexts : Names(missing),
            },
            missing is not null
        );
    }

    /// <summary>
    /// How another file of the same table is read: with a header where that has one, or where its columns are named by other means, as it
    /// looks.
    /// </summary>
    public CsvReading Like(CsvTable train) =>
        this with
        {
            HasHeader = HasHeader ?? (train.HasHeader || Columns.Count == 0 ? train.HasHeader : null),
        };

    /// <summary>Reads a file.</summary>
    public CsvTable Read(string path) => CsvTable.Read(path, this);

    /// <summary>Whether a text means that the class is missing.</summary>
    public bool IsMissingClass(string text) =>
        text.Length == 0 || (StatesMissing ? Notation.IsMissing(text) : MissingClasses.Contains(text, StringComparer.OrdinalIgnoreCase));

    /// <summary>The parts of a list that is written as one text.</summary>
    public static string[] Names(string? list) =>
        (list ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static char? Character(string option, string? text, string word, char meaning) =>
        text switch
        {
            null => null,
            _ when text == word => meaning,
            [var character] when char.IsAscii(character) && !char.IsAsciiLetterOrDigit(character) => character,
            _ => throw new DecantException($"data.{option}: expected one ASCII character or the word {word}, received '{text}'."),
        };
}
