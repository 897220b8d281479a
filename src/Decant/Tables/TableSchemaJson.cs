using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Decant.Engine;

namespace Decant.Tables;

/// <summary>
/// The JSON of a <see cref="TableSchema"/>. Every field is described in <c>docs/summary-schema.md</c>; fields may be added to a version, a
/// changed or removed one makes a new version.
/// </summary>
internal static class TableSchemaJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The JSON, on one line.</summary>
    public static string Write(TableSchema schema)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            Write(json, schema);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Reads it.</summary>
    /// <exception cref="DecantException">It is damaged, or of a later version.</exception>
    public static TableSchema Read(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return Read(json.RootElement);
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new DecantException(
                $"expected the JSON of '{TableSchema.MetadataKey}', and it is damaged "
                    + $"({problem.Message.TrimEnd('.')}). Take the file as Decant wrote it.",
                problem
            );
        }
    }

    /// <summary>Writes it as an object.</summary>
    public static void Write(Utf8JsonWriter json, TableSchema schema)
    {
        json.WriteStartObject();
        json.WriteNumber("version", TableSchema.Version);
        json.WriteNumber("numbers", schema.NumberCount);
        json.WriteNumber("categories", schema.CategoryCount);
        json.WriteString("decimal", $"{schema.Notation.Decimal}");
        json.WriteString("thousands", $"{schema.Notation.Thousands}");
        WriteTexts(json, "missing", schema.Notation.MissingTexts);
        json.WriteStartArray("columns");
        foreach (var column in schema.Columns)
        {
            Write(json, column);
        }

        json.WriteEndArray();
        json.WriteString("label", schema.Label);
        WriteTexts(json, "classes", schema.Classes);
        WriteTexts(json, "targets", schema.Targets);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TableColumn column)
    {
        json.WriteStartObject();
        json.WriteString("name", column.Name);
        json.WriteString("type", JsonNamingPolicy.KebabCaseLower.ConvertName(column.Kind.ToString()));
        json.WriteNumber("position", column.Position);
        if (column.IsCategory)
        {
            WriteTexts(json, "categories", column.Categories);
        }
        else
        {
            json.WriteString("unit", column.Unit);
            if (column.FillIn is { } number)
            {
                json.WriteNumber("fillIn", number);
            }
            else
            {
                json.WriteNull("fillIn");
            }

            json.WriteBoolean("tellsMissing", column.TellsMissing);
        }

        if (column.Kind == TableColumnKind.Date)
        {
            json.WriteString("order", JsonNamingPolicy.KebabCaseLower.ConvertName(column.Order.ToString()));
        }

        json.WriteEndObject();
    }

    private static TableSchema Read(JsonElement json)
    {
        if (json.GetProperty("version").GetInt32() is var version && version != TableSchema.Version)
        {
            throw new DecantException(
                $"expected version {TableSchema.Version} of '{TableSchema.MetadataKey}', received {version}. "
                    + (
                        version > TableSchema.Version
                            ? "A later Decant wrote the file: read it with that."
                            : "An earlier Decant wrote the file, and its network takes no raw columns: train it again."
                    )
            );
        }

        var (columns, numbers, categories) = (new List<TableColumn>(), 0, 0);
        foreach (var entry in json.GetProperty("columns").EnumerateArray())
        {
            var column = Column(entry);
            var expected = column.IsCategory ? categories++ : numbers++;
            if (column.Position != expected)
            {
                throw new JsonException($"column {column.Name} lies at {column.Position}, expected {expected}");
            }

            columns.Add(column);
        }

        return new TableSchema(columns)
        {
            Notation = new TableNotation
            {
                Decimal = json.GetProperty("decimal").GetString() is [var point] ? point : '.',
                Thousands = json.GetProperty("thousands").GetString() is [var group] ? group : null,
                MissingTexts = Texts(json, "missing"),
            },
            Label = json.GetProperty("label").GetString(),
            Classes = Texts(json, "classes"),
            Targets = Texts(json, "targets"),
        };
    }

    private static TableColumn Column(JsonElement json)
    {
        var (name, position) = (json.GetProperty("name").GetString() ?? "", json.GetProperty("position").GetInt32());
        var kind = json.GetProperty("type").GetString() switch
        {
            "number" => TableColumnKind.Number,
            "category" => TableColumnKind.Category,
            "date" => TableColumnKind.Date,
            "flag" => TableColumnKind.Flag,
            var other => throw new JsonException($"column {name} is of type '{other}', expected number, category, date or flag"),
        };
        return kind == TableColumnKind.Category
            ? new TableColumn(name, kind, position) { Categories = Texts(json, "categories") }
            : new TableColumn(name, kind, position)
            {
                FillIn = json.GetProperty("fillIn") is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null,
                TellsMissing = json.GetProperty("tellsMissing").GetBoolean(),
                Order =
                    kind == TableColumnKind.Date && json.GetProperty("order").GetString() == "month-first"
                        ? DateOrder.MonthFirst
                        : DateOrder.DayFirst,
            };
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static string[] Texts(JsonElement json, string name) =>
        [.. json.GetProperty(name).EnumerateArray().Select(item => item.GetString() ?? "")];
}
