using System.Globalization;
using Decant.Data;
using Decant.Data.Sources;
using Decant.Engine;

namespace Decant.Tests.Data.Sources;

public sealed class CsvSourceTests : IDisposable
{
    private const string Flowers = """
        length,colour,width,kind
        1.5,red,2,rose
        2.5,blue,3,tulip
        3.5, red ,4,rose
        -4e-1,?,5,tulip

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Numbers_stay_numbers_and_texts_become_a_feature_per_value()
    {
        var train = Read(Flowers);
        Assert.Equal(["length", "colour=?", "colour=blue", "colour=red", "width"], train.Table!.FeatureNames);
        Assert.Equal(["rose", "tulip"], train.ClassNames);
        Assert.Equal(
            [
                [1.5f, 0, 0, 1, 2],
                [2.5f, 0, 1, 0, 3],
                [3.5f, 0, 0, 1, 4],
                [-0.4f, 1, 0, 0, 5],
            ],
            Rows(train)
        );
        Assert.Equal([0, 1, 0, 1], Enumerable.Range(0, 4).Select(train.Label));
    }

    [Fact]
    public void Without_a_header_columns_have_numbers_and_the_last_is_the_class()
    {
        var train = Read("1,2,10\n3,4,9\n5,6,10\n");
        Assert.Equal(["0", "1"], train.ColumnNames);
        Assert.Equal(["9", "10"], train.ClassNames); // by size, not by letters
        Assert.Equal([1, 0, 1], Enumerable.Range(0, 3).Select(train.Label));
    }

    [Theory]
    [InlineData("kind")]
    [InlineData("0")]
    public void The_class_can_be_given_by_name_or_number(string label) =>
        Assert.Equal(["a", "b"], Read("kind,x\na,1\nb,2\n", ("label", label)).ClassNames);

    [Theory]
    [InlineData("x;kind\n1.5;a\n2;b\n", ";")]
    [InlineData("x\tkind\n1\ta\n2\tb\n", "tab")]
    [InlineData("x|kind\n1|a\n2|b\n", "")]
    [InlineData("x,\"the kind\"\n1,\"a \"\"b\"\", c\"\n2,\"d\ne\"\n", "")]
    public void Separators_and_quotes_follow_the_usual_rules(string text, string separator)
    {
        var train = Read(text, separator.Length == 0 ? [] : [("separator", separator)]);
        Assert.Equal(2, train.ClassNames.Count);
        Assert.Equal(text.Contains("the kind", StringComparison.Ordinal) ? "a \"b\", c" : "a", train.ClassNames[0]);
    }

    [Fact]
    public void A_test_file_is_encoded_as_training_was_and_unknown_texts_are_zero_everywhere()
    {
        _folder.WriteText("test.csv", "length,colour,width,kind\n9,green,8,rose.\n");
        var test = Open(Flowers, ("test-file", Path.Combine(_folder.Path, "test.csv")), ("label-suffix", ".")).Test!;
        Assert.Equal(
            [
                [9f, 0, 0, 0, 8],
            ],
            TableRows.Features(test, isTraining: false)
        );
        Assert.Equal(0, test.Label(0));
    }

    [Fact]
    public void Missing_numbers_are_refused_filled_or_dropped()
    {
        const string text = "x,y,kind\n1,1,a\n?,2,b\n3,,a\n5,4,b\n";
        Assert.Contains("line 3, column x: the number is missing ('?'). Set data.missing: mean", Message(text));
        Assert.Equal(
            [
                [1f, 1],
                [3, 2],
                [3, 7 / 3f],
                [5, 4],
            ],
            Rows(Read(text, ("missing", "mean")))
        );
        var dropped = Open(text, ("missing", "drop"));
        Assert.Equal(
            [
                [1f, 1],
                [5, 4],
            ],
            Rows(dropped.Train)
        );
        Assert.Equal("2 of 4 rows of train.csv were left out because a number is missing.", Assert.Single(dropped.Notes).Text);
    }

    [Theory]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("1e300")]
    public void Numbers_that_are_not_finite_are_refused_with_line_and_column(string number) =>
        Assert.Contains($"line 3, column x: expected a finite number, received '{number}'", Message($"x,kind\n1,a\n{number},b\n"));

    [Fact]
    public void A_text_in_a_column_of_numbers_is_refused_in_the_test_file()
    {
        _folder.WriteText("test.csv", "length,colour,width,kind\nlong,red,8,rose\n");
        Assert.Contains(
            "test.csv', line 2, column length: expected a finite number, received 'long'",
            Message(Flowers, ("test-file", Path.Combine(_folder.Path, "test.csv")))
        );
    }

    [Fact]
    public void A_column_of_too_many_texts_names_one_of_them()
    {
        var rows = string.Join('\n', Enumerable.Range(0, 300).Select(i => $"{(i == 7 ? "seven" : i)},{(i % 2 == 0 ? "a" : "b")}"));
        Assert.Contains(
            "line 9, column x: expected a number as in 299 other rows, received 'seven'",
            Message($"x,kind\n{rows}\n", ("header", "true"))
        );
    }

    [Theory]
    [InlineData("0,{0}", 60, "line 2: column x holds numbers with a decimal comma, such as '0,0'. Set data.decimal: ','.")]
    [InlineData("name {0}", 600, "column x has another text in every row, such as 'name 0': it names the rows")]
    public void A_column_of_ever_new_texts_is_refused(string cell, int count, string expected)
    {
        var rows = string.Join(
            '\n',
            Enumerable
                .Range(0, count)
                .Select(i => string.Format(CultureInfo.InvariantCulture, $"\"{cell}\",{{1}}", i, i % 2 == 0 ? "a" : "b"))
        );
        Assert.Contains(expected, Message($"x,kind\n{rows}\n", ("header", "true")));
    }

    [Fact]
    public void A_column_of_many_texts_that_come_again_is_refused_with_the_number_that_is_allowed()
    {
        var rows = string.Concat(Enumerable.Range(0, 600).Select(i => $"name {i % 300},{(i % 2 == 0 ? "a" : "b")}\n"));
        Assert.Contains(
            "column x has 300 different values in 600 rows, of which 'name 0' (line 2) is no number; texts may have 256",
            Message($"x,kind\n{rows}", ("header", "true"))
        );
    }

    [Fact]
    public void A_comma_among_numbers_with_points_is_a_slip_and_no_notation()
    {
        var rows = string.Concat(Enumerable.Range(0, 40).Select(i => $"\"{(i == 7 ? "1,5" : $"{i}.5")}\",{(i % 2 == 0 ? "a" : "b")}\n"));
        Assert.Contains("line 9, column x: expected a number as in 39 other rows, received '1,5'", Message($"x,kind\n{rows}"));
    }

    [Fact]
    public void A_test_file_may_have_its_columns_in_another_order_and_more_of_them()
    {
        var path = _folder.WriteText("test.csv", "kind,note,width,colour,length\nrose,x,8,red,9\n");
        var test = Open(Flowers, ("test-file", path)).Test!;
        Assert.Equal(
            [
                [9f, 0, 0, 1, 8],
            ],
            TableRows.Features(test, isTraining: false)
        );
        Assert.Equal(0, test.Label(0));
    }

    [Fact]
    public void Letters_of_another_encoding_are_refused_instead_of_merging_classes()
    {
        var path = _folder.Write("latin.csv", System.Text.Encoding.Latin1.GetBytes("x,kind\n1,rose\n2,späte\n3,grüne\n"));
        Assert.Contains("expected UTF-8, received the byte 0x", Assert.Throws<DecantException>(() => OpenFile(path)).Message);
    }

    [Fact]
    public void A_compressed_table_that_is_cut_short_does_not_pass_for_a_smaller_one()
    {
        var whole = TemporaryFolder.Gzip(
            System.Text.Encoding.UTF8.GetBytes(
                "x,kind\n" + string.Concat(Enumerable.Range(0, 3000).Select(i => $"{i},{(i % 3 == 0 ? "a" : "b")}\n"))
            )
        );
        foreach (var missing in new[] { 1, 8, 9, whole.Length / 2 })
        {
            var path = _folder.Write("train.csv.gz", whole[..^missing]);
            Assert.Contains("its gzip compression is damaged after", Assert.Throws<DecantException>(() => OpenFile(path)).Message);
        }

        Assert.Equal(3000, OpenFile(_folder.Write("train.csv.gz", whole)).Train.Count);
    }

    [Theory]
    [InlineData("x,kind\n1,a\n2\n", "line 3: expected 2 cells as in line 1, received 1")]
    [InlineData("x,kind\n1,a\n2,\"b\n", "line 3:")]
    [InlineData("", "the file is empty")]
    [InlineData("x,x\n1,a\n2,b\n", "the header names column 'x' 2 times")]
    [InlineData("x,kind\n1,a\n2,?\n", "line 3, column kind: the class is missing ('?')")]
    [InlineData("kind\n1\n2\n", "no column is left to learn from")]
    [InlineData("x,y,kind\n1,,a\n2,?,b\n", "column y has no values. Leave it out with data.drop: y.")]
    public void Damaged_tables_are_refused_with_the_line(string text, string expected) => Assert.Contains(expected, Message(text));

    [Fact]
    public void Columns_that_do_not_exist_are_refused_with_the_nearest()
    {
        Assert.Contains(
            "data.label: unknown column 'knd'; nearest: 'kind'; known: length, colour, width, kind; or a number from 0 to 3.",
            Message(Flowers, ("label", "knd"))
        );
        Assert.Contains("data.drop: unknown column '9'", Message(Flowers, ("drop", "length, 9")));
    }

    [Fact]
    public void Dropped_columns_are_gone() => Assert.Equal(["length", "width"], Read(Flowers, ("drop", "colour")).Table!.ColumnNames);

    [Fact]
    public void A_class_that_training_has_not_and_other_columns_are_refused_in_the_test_file()
    {
        var path = Path.Combine(_folder.Path, "test.csv");
        _folder.WriteText("test.csv", "length,colour,width,kind\n1,red,2,daisy\n");
        Assert.Contains(
            "line 2, column kind: unknown class 'daisy'; known: rose, tulip, the classes of training",
            Message(Flowers, ("test-file", path))
        );
        _folder.WriteText("test.csv", "length,width,kind\n1,2,rose\n");
        Assert.Contains(
            "expected the columns length, colour, width; CSV '" + path + "' lacks colour.",
            Message(Flowers, ("test-file", path))
        );
    }

    [Fact]
    public void The_real_Adult_table_has_the_published_rows()
    {
        var root = RealData.RootWith("adult/adult-train.csv");
        var splits = DataSources.Open(
            "csv",
            new Dictionary<string, string>
            {
                ["path"] = "adult-train.csv",
                ["test-file"] = "adult-test.csv",
                ["label-suffix"] = ".",
            },
            Path.Combine(root, "adult")
        );
        Assert.Equal((32561, 16281), (splits.Train.Count + splits.Validation.Count, splits.Test.Count));
        Assert.Equal(["<=50K", ">50K"], splits.Train.ClassNames);
        Assert.Equal(3846, splits.Test.CountClasses()[1]); // 23.62 % as adult.names says
    }

    [Fact]
    public void Columns_to_learn_are_a_set_of_numbers_and_no_inputs()
    {
        var train = Read("a,price,b,weight\n1,2.5,2,7\n3,-4e1,4,8\n", ("targets", "price, weight"));
        var set = Assert.Single(train.TargetSets);

        Assert.Equal(["a", "b"], train.ColumnNames);
        Assert.Empty(train.ClassNames);
        Assert.Equal(-1, train.Label(0));
        Assert.Equal((TargetKind.Numbers, "price weight"), (set.Kind, string.Join(' ', set.Columns)));
        Assert.Equal(
            [
                [2.5f, 7],
                [-40f, 8],
            ],
            Enumerable.Range(0, 2).Select(i => Targets(train, set, i))
        );
    }

    [Fact]
    public void Columns_of_0_and_1_are_labels_too_and_a_class_may_stand_beside_them()
    {
        var train = Read("x,red,kind,blue\n1,0,rose,1\n2,1,tulip,1\n", ("targets", "red, blue"), ("label", "kind"));

        Assert.Equal(["rose", "tulip"], train.ClassNames);
        Assert.Equal([TargetKind.Numbers, TargetKind.Labels], train.TargetSets.Select(set => set.Kind));
        Assert.Equal([0f, 1], Targets(train, train.TargetSets[1], 0));
    }

    [Fact]
    public void A_row_that_is_left_out_takes_its_targets_with_it()
    {
        var train = Read("x,y,z\n1,10,1\n?,20,1\n3,30,1\n", ("targets", "y"), ("missing", "drop"));
        Assert.Equal([10f, 30], Enumerable.Range(0, 2).Select(i => Targets(train, train.TargetSets[0], i)[0]));
    }

    [Theory]
    [InlineData("x,y\n1,\n2,3\n", "line 2, column y: expected a number to learn, received ''")]
    [InlineData("x,y\n1,2\n2,many\n", "line 3, column y: expected a number to learn, received 'many'")]
    public void A_target_that_is_no_number_is_named_at_its_place(string text, string words) =>
        Assert.Contains(words, Message(text, ("targets", "y")));

    private static float[] Targets(Dataset data, TargetSet set, int index)
    {
        var numbers = new float[set.Columns.Count];
        data.ReadTargets(set, index, numbers);
        return numbers;
    }

    private Dataset Read(string text, params (string Name, string Value)[] options) => Open(text, options).Train;

    private SourceParts Open(string text, params (string Name, string Value)[] options) =>
        OpenFile(_folder.WriteText("train.csv", text), options);

    private static SourceParts OpenFile(string path, params (string Name, string Value)[] options)
    {
        var values = options.Append(("path", path)).ToDictionary(option => option.Item1, option => option.Item2);
        var source = DataSources.Of("csv");
        return source.Open(new DataOptions(values, source.Options, "."));
    }

    private string Message(string text, params (string Name, string Value)[] options) =>
        Assert.Throws<DecantException>(() => Open(text, options)).Message;

    private static IEnumerable<float[]> Rows(Dataset data) => TableRows.Features(data);
}
