using System.Globalization;
using Decant.Runs;
using Decant.Tables;

namespace Decant.Reporting.Sections;

/// <summary>Which number of the input is what, where the networks learnt from a table.</summary>
internal static class ColumnsSection
{
    private const int MostColumns = 300;
    private const int MostCategories = 300;

    public static Markup Of(Run run) =>
        run.Data.Table is not { } table
            ? Markup.Empty
            : Markup.Of(
                $"""
                <section id="columns"><h2>The columns</h2>
                <p>A row becomes {Quantity.Count(table.NumberCount)} numbers and {Quantity.Count(table.CategoryCount)} codes of categories, each in this order. {Notation(
                    table
                )} The same is in the metadata of the ONNX file, as JSON under <code>{TableSchema.MetadataKey}</code>; <code>TableSchema.Load</code> reads it and turns rows of texts into the input.</p>
                <div class="scroll" tabindex="0"><table>
                <thead><tr><th scope="col">Position</th><th scope="col">Column</th><th scope="col">Type</th><th scope="col">Unit or categories, in order</th><th scope="col">Where it is missing</th></tr></thead>
                <tbody>{Markup.Each(table.Columns.Take(MostColumns), Row)}</tbody>
                </table></div>
                {(
                    table.Columns.Count > MostColumns
                        ? Markup.Of(
                            $"<p class=\"note\">And {Quantity.Count(table.Columns.Count - MostColumns)} more: the metadata and <code>summary.json</code> have all.</p>"
                        )
                        : Markup.Empty
                )}
                </section>
                """
            );

    private static Markup Row(TableColumn column) =>
        Markup.Of(
            $"""
            <tr><td>{Position(column)}</td><th scope="row">{column.Name}</th><td>{(
                column.Kind.ToString().ToLowerInvariant()
            )}</td><td>{Meaning(column)}</td><td>{Missing(column)}</td></tr>
            """
        );

    private static string Position(TableColumn column) =>
        string.Create(CultureInfo.InvariantCulture, $"{(column.IsCategory ? "code" : "number")} {column.Position}");

    private static string Meaning(TableColumn column) =>
        column.Kind switch
        {
            TableColumnKind.Category => string.Join(", ", column.Categories.Take(MostCategories))
                + (column.Categories.Count > MostCategories ? ", …" : ""),
            TableColumnKind.Date => "days since 1970-01-01",
            TableColumnKind.Flag => "1 for yes, 0 for no",
            _ => column.Unit,
        };

    private static string Missing(TableColumn column) =>
        column.IsCategory
            ? column.Categories.Contains(TableColumn.Missing)
                ? $"the category {TableColumn.Missing}"
                : "as a category that training had not"
            : column.FillIn is { } number
                ? $"{Quantity.Number(number, 4)}{(column.TellsMissing ? ", and that it was missing" : "")}"
                : "not allowed";

    private static string Notation(TableSchema table) =>
        $"Numbers have a decimal {(table.Notation.Decimal == ',' ? "comma" : "point")}; an empty "
        + $"text{string.Concat(table.Notation.MissingTexts.Select(text => $", {text}"))} means that a value is missing.";
}
