using System.Text.Json;
using Decant.Engine;
using Decant.Tables;

namespace Decant.Tests.Tables;

public class TableSchemaTests
{
    private static readonly TableSchema s_houses = new([
        new("area (m²)", TableColumnKind.Number, 0) { FillIn = 80.5 },
        new("city", TableColumnKind.Category, 0) { Categories = ["?", "Köln", "東京"] },
        new("rooms", TableColumnKind.Number, 1),
    ])
    {
        Label = "kind",
        Classes = ["flat", "house"],
    };

    [Fact]
    public void A_row_of_texts_becomes_numbers_and_codes_in_the_order_of_the_columns_whatever_their_order_in_the_row()
    {
        Assert.Equal((2, 1), (s_houses.NumberCount, s_houses.CategoryCount));
        var row = s_houses.Encode(Row(("rooms", " 3 "), ("unknown", "x"), ("city", "東京"), ("area (m²)", "12.5")));
        Assert.Equal([12.5f, 3], row.Numbers);
        Assert.Equal([3], row.Categories);
        Assert.Equal([12.5f, 0, 0, 1, 3], Features(row));
    }

    [Theory]
    [InlineData("", "?")]
    [InlineData("na", "NaN")]
    [InlineData("-", "null")]
    public void A_missing_number_is_NaN_and_filled_in_and_a_missing_text_is_a_category(string area, string city)
    {
        var row = s_houses.Encode(Row(("area (m²)", area), ("city", city), ("rooms", "3")));
        Assert.Equal([float.NaN, 3], row.Numbers);
        Assert.Equal([80.5f, 1, 0, 0, 3], Features(row));
    }

    [Fact]
    public void A_text_that_training_had_not_has_the_code_0_and_is_0_everywhere()
    {
        var row = s_houses.Encode(Row(("area (m²)", "1"), ("city", "Paris"), ("rooms", "3")));
        Assert.Equal([0], row.Categories);
        Assert.Equal([1f, 0, 0, 0, 3], Features(row));
    }

    [Fact]
    public void All_that_is_wrong_with_a_row_is_said_at_once()
    {
        var message = Message(() => s_houses.Encode(Row(("area (m²)", "large"), ("city", ""), ("rooms", "?"))));
        Assert.Contains("Column area (m²): expected a finite number, received 'large'.", message);
        Assert.Contains("Column rooms: the number is missing ('?'), and the network was trained without such rows.", message);
        Assert.Contains("lacks area (m²), rooms. It has city.", Message(() => s_houses.Encode(Row(("city", "Köln")))));
    }

    [Fact]
    public void Answers_get_their_names()
    {
        Assert.Equal("house", s_houses.ClassOf([-1, 2]));
        Assert.Equal("flat", s_houses.ClassOf([0.5f, 0.5f]));
        Assert.Equal(new Dictionary<string, float> { ["flat"] = 0.25f, ["house"] = 0.75f }, s_houses.Named([0.25f, 0.75f]));
        var rents = s_houses with { Classes = [], Targets = ["rent (EUR)"] };
        Assert.Equal(500, rents.Named([500])["rent (EUR)"]);
        Assert.Contains("the network answers 0 classes, received 1 numbers", Message(() => rents.ClassOf([500])));
    }

    [Fact]
    public void The_JSON_of_the_metadata_says_everything_that_another_program_needs()
    {
        using var json = JsonDocument.Parse(s_houses.ToJson());
        var root = json.RootElement;
        Assert.Equal(
            (2, 2, 1),
            (root.GetProperty("version").GetInt32(), root.GetProperty("numbers").GetInt32(), root.GetProperty("categories").GetInt32())
        );
        var columns = root.GetProperty("columns").EnumerateArray().ToArray();
        Assert.Equal(
            [("area (m²)", "number", 0), ("city", "category", 0), ("rooms", "number", 1)],
            columns.Select(column =>
                (
                    column.GetProperty("name").GetString()!,
                    column.GetProperty("type").GetString()!,
                    column.GetProperty("position").GetInt32()
                )
            )
        );
        Assert.Equal(("m²", 80.5), (columns[0].GetProperty("unit").GetString()!, columns[0].GetProperty("fillIn").GetDouble()));
        Assert.Equal(JsonValueKind.Null, columns[2].GetProperty("fillIn").ValueKind);
        Assert.Equal(["?", "Köln", "東京"], columns[1].GetProperty("categories").EnumerateArray().Select(text => text.GetString()));
        Assert.Equal(["flat", "house"], root.GetProperty("classes").EnumerateArray().Select(text => text.GetString()));
        Assert.Contains("NA", root.GetProperty("missing").EnumerateArray().Select(text => text.GetString()));
    }

    [Fact]
    public void The_JSON_comes_back_as_it_was_with_every_sign()
    {
        var schema = s_houses with
        {
            Notation = new TableNotation
            {
                Decimal = ',',
                Thousands = '.',
                MissingTexts = ["k. A.", "\""],
            },
            Targets = ["a \\ b"],
        };
        var again = TableSchema.Parse(schema.ToJson());
        Assert.Equal(schema.ToJson(), again.ToJson());
        var row = again.Encode(Row(("area (m²)", "1.234,5"), ("city", "k. a."), ("rooms", "2")));
        Assert.Equal([1234.5f, 2], row.Numbers);
        Assert.Equal([1], row.Categories);
    }

    [Theory]
    [InlineData("", "it is damaged")]
    [InlineData("{}", "it is damaged")]
    [InlineData("[1]", "it is damaged")]
    [InlineData("""{"version":3}""", "expected version 2 of 'decant.table', received 3. A later Decant wrote the file")]
    [InlineData("""{"version":1}""", "received 1. An earlier Decant wrote the file, and its network takes no raw columns: train it again.")]
    [InlineData("""{"version":2,"columns":[{"name":"x","type":"word","position":0}]}""", "column x is of type 'word'")]
    [InlineData(
        """{"version":2,"columns":[{"name":"x","type":"number","position":3,"fillIn":null,"tellsMissing":false}]}""",
        "column x lies at 3, expected 0"
    )]
    public void Damaged_JSON_is_refused_in_a_sentence(string json, string words) =>
        Assert.Contains(words, Message(() => TableSchema.Parse(json)));

    [Theory]
    [InlineData("1.5", '.', null, 1.5)]
    [InlineData("-4e-1", '.', null, -0.4)]
    [InlineData("1,5", ',', null, 1.5)]
    [InlineData("-1.234.567,5", ',', '.', -1234567.5)]
    [InlineData("1,234,567.5", '.', ',', 1234567.5)]
    [InlineData("1 234,5", ',', ' ', 1234.5)]
    [InlineData("1\u202f234,5", ',', ' ', 1234.5)]
    [InlineData("1’234.5", '.', '\'', 1234.5)]
    [InlineData("1234", '.', ',', 1234.0)]
    [InlineData("1e5", ',', '.', 1e5)]
    public void Numbers_are_read_in_their_notation(string text, char point, char? group, double number)
    {
        Assert.True(new TableNotation { Decimal = point, Thousands = group }.TryNumber(text, out var read));
        Assert.Equal(number, read, 1e-9);
    }

    [Theory]
    [InlineData("1,5", '.', null)]
    [InlineData("1,5", '.', ',')]
    [InlineData("12,34,567", '.', ',')]
    [InlineData("1234,567", '.', ',')]
    [InlineData("1.5", ',', null)]
    [InlineData("1.23", ',', '.')]
    [InlineData(",123", '.', ',')]
    [InlineData("1 5", '.', null)]
    [InlineData("", '.', null)]
    [InlineData("１，５", '.', null)]
    public void What_is_no_number_in_a_notation_is_never_taken_for_another_one(string text, char point, char? group) =>
        Assert.False(new TableNotation { Decimal = point, Thousands = group }.TryNumber(text, out _));

    private static float[] Features(TableRow row)
    {
        var features = new float[s_houses.FeatureNames.Count()];
        TableFeatures.Write(s_houses, row, features);
        return features;
    }

    private static Dictionary<string, string> Row(params (string Column, string Text)[] cells) =>
        cells.ToDictionary(cell => cell.Column, cell => cell.Text);

    private static string Message(Action action) => Assert.Throws<DecantException>(action).Message;
}
