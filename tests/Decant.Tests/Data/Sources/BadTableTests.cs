using System.Text;
using Decant.Data;
using Decant.Data.Sources;
using Decant.Engine;
using Decant.Tables;

namespace Decant.Tests.Data.Sources;

/// <summary>Tables as people have them: each works, or is refused or warned of in a sentence with the way out.</summary>
public sealed class BadTableTests : IDisposable
{
    private const string People = "age,city,since,kind\n20,Bonn,2020-01-02,a\n30,Ulm,2021-03-04,b\n40,Bonn,2022-05-06,a\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_constant_column_is_warned_of() =>
        Assert.Contains(
            "column same is '7' in every row: nothing can be learnt from it. Leave it out with data.drop: same.",
            Assert.Single(Open("x,same,kind\n1,7,a\n2,7,b\n3,7,a\n").Notes).Text
        );

    [Fact]
    public void A_column_without_any_value_is_named() =>
        Assert.Contains("column x has no values. Leave it out with data.drop: x.", Message(() => Open("x,y,kind\n?,1,a\n,2,b\nNA,3,a\n")));

    [Fact]
    public void A_column_whose_values_lie_all_in_other_parts_is_filled_with_0_and_the_network_is_told()
    {
        var parts = Open("x,y,kind\n,1,a\n,2,b\n5,3,a\n", ("missing", "median"));
        var fitted = TableFitting.Of(new Subset("train", parts.Train, [0, 1]), new Subset("test", parts.Train, [2]));
        Assert.Equal((0, true), (fitted[0].Table!.Columns[0].FillIn!.Value, fitted[0].Table!.Columns[0].TellsMissing));
        Assert.Equal([0f, 1, 1], TableRows.Features(fitted[0]).First());
        Assert.Equal([5f, 3, 0], TableRows.Features(fitted[1]).First());
    }

    [Fact]
    public void One_class_is_refused() =>
        Assert.Contains(
            "expected 2 classes or more, 'train train' has 1 (a). Give samples of another class",
            Message(() =>
            {
                var data = Open("x,kind\n1,a\n2,a\n3,a\n").Train;
                var task = Decant.Tasks.LearningTasks.All.Single(known => known.Name == "table-classification");
                task.Check(new DataSplits(data, data, data, []), task.Goal(data, null));
            })
        );

    [Theory]
    [InlineData("age,town,since\n20,Bonn,2020-01-02\n", "lacks city. It has age, town, since.")]
    [InlineData("age,city\n20,Bonn\n", "lacks since. It has age, city.")]
    public void A_column_that_is_missing_or_renamed_at_prediction_is_named(string text, string words) =>
        Assert.Contains(words, Message(() => Encode(text)));

    [Theory]
    [InlineData("old,Bonn,2020-01-02", "Column age: expected a finite number, received 'old'.")]
    [InlineData("20,Bonn,soon", "Column since: expected a date such as 2024-04-03, 3.4.2024 or 3/4/2024 (day first), received 'soon'.")]
    [InlineData("20,Bonn,2020-02-30", "received '2020-02-30'.")]
    [InlineData(",Bonn,2020-01-02", "Column age: the number is missing (''), and the network was trained without such rows.")]
    public void A_cell_of_another_type_at_prediction_is_named_with_what_is_expected(string cells, string words) =>
        Assert.Contains(words, Message(() => Encode($"age,city,since\n{cells}\n")));

    [Fact]
    public void A_category_that_training_had_not_is_the_code_0_and_dates_may_have_another_form()
    {
        var row = Encode("since,age,city\n2.1.1970,50,Rome\n");
        Assert.Equal([50f, 1], row.Numbers);
        Assert.Equal([0], row.Categories);
    }

    [Theory]
    [InlineData(",", "")]
    [InlineData(";", "")]
    [InlineData("\t", "")]
    [InlineData("|", "")]
    [InlineData(",", "\ufeff")]
    [InlineData(";", "\ufeff")]
    public void Separators_and_a_mark_of_byte_order_change_nothing(string separator, string mark)
    {
        var path = _folder.Write("train.csv", Encoding.UTF8.GetBytes(mark + People.Replace(",", separator, StringComparison.Ordinal)));
        var train = OpenFile(path).Train;
        Assert.Equal(["age", "city", "since"], train.Table!.ColumnNames);
        Assert.Equal([20f, 1, 0, 18263], TableRows.Features(train).First());
    }

    [Fact]
    public void Decimal_commas_are_named_with_the_option_and_read_with_it()
    {
        const string text = "x;kind\n1,5;a\n2,5;b\n3,5;a\n";
        Assert.Contains("column x holds numbers with a decimal comma, such as '1,5'. Set data.decimal: ','.", Message(() => Open(text)));
        Assert.Equal([1.5f], TableRows.Features(Open(text, ("decimal", ",")).Train).First());
    }

    private TableRow Encode(string text)
    {
        var table = TableFitting.Of(Open(People).Train)[0].Table!;
        var cells = CsvTable.Read(_folder.WriteText("rows.csv", text), CsvReading.Plain);
        return table.Encode(cells.Columns.Zip(cells.Rows[0].Cells).ToDictionary(cell => cell.First, cell => cell.Second));
    }

    private SourceParts Open(string text, params (string Name, string Value)[] options) =>
        OpenFile(_folder.WriteText("train.csv", text), options);

    private static SourceParts OpenFile(string path, params (string Name, string Value)[] options)
    {
        var values = options.Append(("path", path)).ToDictionary(option => option.Item1, option => option.Item2);
        var source = DataSources.Of("csv");
        return source.Open(new DataOptions(values, source.Options, "."));
    }

    private static string Message(Action action) => Assert.Throws<DecantException>(action).Message;
}
