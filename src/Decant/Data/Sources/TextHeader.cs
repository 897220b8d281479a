namespace Decant.Data.Sources;

/// <summary>What columns of texts are usually named.</summary>
internal static class TextHeader
{
    /// <summary>Names of a column with the text, the likeliest first.</summary>
    public static readonly IReadOnlyList<string> Text =
    [
        "text",
        "sentence",
        "sentence1",
        "text1",
        "text_a",
        "premise",
        "question1",
        "question",
        "review",
        "content",
        "body",
        "comment",
        "comment_text",
        "tweet",
        "message",
        "utterance",
        "document",
        "caption",
        "headline",
        "title",
    ];

    /// <summary>Names of a column with the second text of a pair.</summary>
    public static readonly IReadOnlyList<string> Second =
    [
        "second",
        "sentence2",
        "text2",
        "text_b",
        "hypothesis",
        "question2",
        "answer",
        "context",
    ];

    /// <summary>Names of a column with the class.</summary>
    public static readonly IReadOnlyList<string> Label =
    [
        "label",
        "class",
        "category",
        "gold_label",
        "label_text",
        "sentiment",
        "polarity",
        "intent",
        "topic",
        "target",
        "emotion",
        "stars",
        "rating",
    ];

    /// <summary>Names of a column with several labels.</summary>
    public static readonly IReadOnlyList<string> Labels = ["labels", "tags", "categories", "topics", "genres"];

    /// <summary>Names of a column with a number to learn.</summary>
    public static readonly IReadOnlyList<string> Score = ["score", "similarity", "similarity_score", "relatedness_score", "value"];

    private static readonly HashSet<string> s_all = new(
        [.. Text, .. Second, .. Label, .. Labels, .. Score],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Whether the first line names the columns: it has a usual name, or looks like no row.</summary>
    public static bool IsFirst(IReadOnlyList<(string[] Cells, int Line)> rows) =>
        rows.Count > 1
        && (Array.Exists(rows[0].Cells, cell => s_all.Contains(cell.Trim())) || (rows[0].Cells.Length > 1 && CsvHeader.IsFirst(rows)));

    /// <summary>The first column of a usual name; −1 for none.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="names">Usual names.</param>
    public static int Find(IReadOnlyList<string> columns, IReadOnlyList<string> names) =>
        names
            .Select(name =>
                columns.Select((column, place) => (column, place)).Where(column => Same(column.column, name)).Select(column => column.place)
            )
            .SelectMany(places => places)
            .DefaultIfEmpty(-1)
            .First();

    private static bool Same(string column, string name) =>
        string.Equals(column.Replace(' ', '_').Replace('-', '_'), name, StringComparison.OrdinalIgnoreCase);
}
