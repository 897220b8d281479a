using System.Text;
using Decant.Data;
using Decant.Data.Sources;
using Decant.Engine;
using Decant.Tables;

namespace Decant.Tests.Data.Sources;

/// <summary>Tables as people have them: of other countries, other programs, other kinds.</summary>
public sealed class CsvNotationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_German_table_in_the_letters_of_Windows_is_read_with_its_notation()
    {
        var text = "Fläche;Preis;Straße\r\n1,5;1.200,50;Köln\r\n2,25;900,00;Düren\r\n-0,75;10.000,00;Köln\r\n";
        var path = _folder.Write("de.csv", CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(text));
        Assert.Contains(
            "expected UTF-8, received the byte 0xe4. The table is in another encoding: name it with data.encoding",
            Message(path)
        );

        var train = Read(path, ("encoding", "windows-1252"), ("decimal", ","), ("thousands", "."));

        Assert.Equal(["Fläche", "Preis"], train.ColumnNames);
        Assert.Equal(["Düren", "Köln"], train.ClassNames);
        Assert.Equal(
            [
                [1.5f, 1200.5f],
                [2.25f, 900],
                [-0.75f, 10000],
            ],
            Rows(train)
        );
    }

    [Fact]
    public void A_French_table_has_spaces_between_its_thousands()
    {
        var train = Read(
            Write("surface\tprix\tville\n1,5\t1 200,50\tParis\n2,5\t12 000,00\tLyon\n"),
            ("decimal", ","),
            ("thousands", "space")
        );
        Assert.Equal(
            [
                [1.5f, 1200.5f],
                [2.5f, 12000],
            ],
            Rows(train)
        );
    }

    [Theory]
    [InlineData("shift_jis", "shift_jis")]
    [InlineData("utf-16", "")]
    [InlineData("utf-16BE", "")]
    [InlineData("utf-8", "")]
    public void A_Japanese_table_is_read_in_its_encoding(string encoding, string stated)
    {
        var letters = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
        var path = _folder.Write("ja.csv", letters.GetBytes("面積,部屋,種類\n12.5,3,家\n40,5,店\n"));
        var train = Read(path, stated.Length == 0 ? [] : [("encoding", stated)]);
        Assert.Equal(["面積", "部屋"], train.ColumnNames);
        Assert.Equal(
            [
                [12.5f, 3],
                [40, 5],
            ],
            Rows(train)
        );
    }

    [Fact]
    public void An_encoding_that_does_not_exist_or_does_not_fit_is_named()
    {
        Assert.Contains(
            "data.encoding: unknown encoding 'latin-none'. Known are utf-8, utf-16, latin1",
            Message(Write("x,k\n1,a\n"), ("encoding", "latin-none"))
        );
        Assert.Contains(
            "expected utf-8, as data.encoding says, received the byte 0xfc",
            Message(_folder.Write("l.csv", Encoding.Latin1.GetBytes("x,k\n1,ü\n")), ("encoding", "utf-8"))
        );
    }

    [Theory]
    [InlineData("0,9569", "numbers with a decimal comma, such as '0,9569'. Set data.decimal: ','.")]
    [InlineData(
        "1,105",
        "numbers with a sign between groups of digits, such as '1,105'. Set data.thousands: ','; if the comma is a "
            + "decimal sign, data.decimal: ','."
    )]
    [InlineData("1,105.25", "such as '1,105.25'. Set data.thousands: ','.")]
    [InlineData(
        "1.105,25",
        "with a comma as decimal sign and a point between groups of digits. Set data.decimal: ',' and data.thousands: '.'."
    )]
    [InlineData("1.105.250", "such as '1.105.250'. Set data.thousands: '.'.")]
    [InlineData("1 105", "such as '1 105'. Set data.thousands: space.")]
    [InlineData("12 %", "numbers with a sign or unit, such as '12 %'. Leave only the number in the cells")]
    [InlineData("€ 5", "numbers with a sign or unit")]
    [InlineData("a/b/12.PNG", "names image files, such as 'a/b/12.PNG'. Pictures are read by data: { source: images }")]
    [InlineData("12.wav", "This is sound, and Decant has no task for it yet")]
    public void A_column_in_another_notation_is_named_with_the_option_that_reads_it(string cell, string words)
    {
        var rows = string.Concat(Enumerable.Range(0, 5).Select(n => $"\"{cell}\";{n};{(n % 2 == 0 ? "a" : "b")}\n"));
        Assert.Contains(words, Message(Write($"x;y;kind\n{rows}")));
    }

    [Fact]
    public void All_columns_that_cannot_be_used_are_named_at_once()
    {
        var message = Message(Write("a;b;kind\n1,5;2,5;x\n2,5;3,5;y\n"));
        Assert.Contains("column a holds numbers with a decimal comma", message);
        Assert.Contains("column b holds numbers with a decimal comma", message);
    }

    [Fact]
    public void A_decimal_point_under_a_decimal_comma_is_named_too() =>
        Assert.Contains(
            "column x holds numbers such as '2.5', and data.decimal is a comma. Set data.decimal: '.'",
            Message(Write("x;kind\n1,5;a\n2.5;b\n"), ("decimal", ","))
        );

    [Theory]
    [InlineData("NA")]
    [InlineData("n/a")]
    [InlineData("NaN")]
    [InlineData("null")]
    [InlineData("NULL")]
    [InlineData("-")]
    [InlineData("?")]
    [InlineData("")]
    public void The_usual_texts_mean_a_missing_number(string text) =>
        Assert.Equal(
            [
                [1f],
                [2],
                [3],
            ],
            Rows(Read(Write($"x,kind\n1,a\n\"{text}\",b\n3,a\n"), ("missing", "mean")))
        );

    [Fact]
    public void Other_texts_can_mean_a_missing_number_and_what_was_taken_for_one_is_said()
    {
        var path = Write("x,kind\n1,a\n-999,b\nk. A.,b\n3,-\n");
        var parts = Open(path, ("missing", "mean"), ("missing-texts", "-999, k. A."));
        Assert.Equal(
            [
                [1f],
                [2],
                [2],
                [3],
            ],
            Rows(parts.Train)
        );
        Assert.Equal(["-", "a", "b"], parts.Train.ClassNames);
        Assert.Contains("Taken as missing: '-999' (1 times), 'k. A.' (1 times). data.missing-texts names other texts.", parts.Notes);
    }

    [Fact]
    public void A_class_may_be_a_minus()
    {
        Assert.Equal(["+", "-"], Read(Write("x,kind\n1,+\n2,-\n")).ClassNames);
        Assert.Contains(
            "the class is missing ('NA'). Give it, remove the row, or, if it is a class, list other texts in data.missing-texts.",
            Message(Write("x,kind\n1,EU\n2,NA\n"))
        );
        Assert.Equal(["EU", "NA"], Read(Write("x,kind\n1,EU\n2,NA\n"), ("missing-texts", "?")).ClassNames);
    }

    [Fact]
    public void A_header_alone_is_called_so() =>
        Assert.Contains("there is a header (a, b, label) and no row below it", Message(Write("a,b,label\n")));

    [Fact]
    public void A_table_of_words_has_a_header_where_its_words_occur_nowhere_below()
    {
        var rows = string.Concat(
            Enumerable
                .Range(0, 12)
                .Select(n => $"{(n % 2 == 0 ? "round" : "long")},{(n % 3 == 0 ? "red" : "green")},{(n % 2 == 0 ? "apple" : "pear")}\n")
        );
        var parts = Open(Write("shape,colour,fruit\n" + rows));
        Assert.Equal(12, parts.Train.Count);
        Assert.Contains(
            "The first line (shape, colour, fruit) is taken for the names of the columns. If it is a row, set data.header: false.",
            parts.Notes
        );
        Assert.Equal(12, Read(Write(rows)).Count);
    }

    [Fact]
    public void Columns_without_a_header_can_be_named()
    {
        Assert.Equal(["age", "height"], Read(Write("1,2,a\n3,4,b\n"), ("columns", "age, height, kind")).ColumnNames);
        Assert.Contains(
            "data.columns names 2 columns, and the rows have 3 cells",
            Message(Write("1,2,a\n3,4,b\n"), ("columns", "age, kind"))
        );
    }

    [Fact]
    public void A_test_file_with_a_header_of_its_own_says_the_order_of_the_named_columns()
    {
        var test = _folder.WriteText("test.csv", "kind,height,age\nb,7,8\n");
        Assert.Equal(
            [
                [8f, 7],
            ],
            Rows(Open(Write("1,2,a\n3,4,b\n"), ("columns", "age, height, kind"), ("label", "kind"), ("test-file", test)).Test!)
        );
    }

    [Fact]
    public void A_column_without_a_name_is_called_by_its_number() =>
        Assert.Equal(["0", "a"], Read(Write(",a,kind\n0,1.5,x\n1,2.5,y\n")).ColumnNames);

    [Theory]
    [InlineData("id", true)]
    [InlineData("Kunden-Nr", true)]
    [InlineData("", true)]
    [InlineData("pixels", false)]
    public void A_column_that_numbers_the_rows_is_warned_of(string name, bool isWarned)
    {
        var rows = string.Concat(
            Enumerable
                .Range(0, 30)
                .Select(n => $"{(isWarned && name.Length > 0 ? n * n : isWarned ? n : n * n % 7)},{n % 5},{(n % 2 == 0 ? "a" : "b")}\n")
        );
        Assert.Equal(
            isWarned,
            Open(Write($"{name},x,kind\n{rows}"))
                .Notes.Any(note => note.Text.Contains("seems to number the rows", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void Dates_in_three_forms_become_days_and_months_alone_are_categories_with_a_warning()
    {
        var train = Read(Write("when,kind\n1970-01-02,a\n3.1.1970,b\n4/1/1970,a\n13/1/1970 12:00,b\n"));
        Assert.Equal(
            [
                [1f],
                [2],
                [3],
                [12.5f],
            ],
            Rows(train)
        );
        Assert.Equal(TableColumnKind.Date, train.Table!.Columns[0].Kind);

        var american = Read(Write("when,kind\n1/4/1970,a\n1/13/1970,b\n"));
        Assert.Equal(
            [
                [3f],
                [12],
            ],
            Rows(american)
        );
        Assert.Contains(Open(Write("when,x,kind\n2024-01,1,a\n2024-02,2,b\n2024-01,3,a\n")).Notes, note =>
            note.Text.StartsWith("Warning: column when holds dates", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Dates_of_which_no_one_can_tell_day_and_month_are_refused_until_the_recipe_states_the_type()
    {
        const string text = "when,kind\n3/4/2024,a\n5/6/2024,b\n";
        Assert.Contains(
            "line 2: column when holds dates such as '3/4/2024', and none of them tells whether the day or the month",
            Message(Write(text))
        );
        Assert.Equal(19816f, Rows(Read(Write(text), ("types", "when: date"))).First()[0]); // 3 April
        Assert.Contains(
            "column when mixes dates with the day first and dates with the month first",
            Message(Write("when,kind\n13/4/2024,a\n5/16/2024,b\n"), ("types", "when: date"))
        );
        Assert.Contains(
            "line 3, column when: expected a date such as 2024-04-03, 3.4.2024 or 3/4/2024, received 'May'",
            Message(Write("when,kind\n2024-04-03,a\nMay,b\n"), ("types", "when: date"))
        );
    }

    [Fact]
    public void Types_are_found_out_and_can_be_stated()
    {
        const string text = "zip,owner,size,kind\n1200,yes,1.5,a\n3400,no,2.5,b\n1200,yes,x,a\n";
        var found = Read(Write(text.Replace("x", "3", StringComparison.Ordinal))).Table!;
        Assert.Equal("number: zip, size; flag: owner", found.Describe());
        var stated = Read(Write(text.Replace("x", "3", StringComparison.Ordinal)), ("types", "zip: category, owner: category"));
        Assert.Equal("number: size; category: zip (2), owner (2)", stated.Table!.Describe());
        Assert.Equal(["zip=1200", "zip=3400", "owner=no", "owner=yes", "size"], stated.Table.FeatureNames);
        Assert.Equal([1f, 0, 0, 1, 1.5f], Rows(stated).First());
        Assert.Contains("column size: expected a finite number, received 'x'", Message(Write(text), ("types", "size: number")));
        Assert.Contains("unknown type 'text'", Message(Write(text), ("types", "zip: text")));
        Assert.Contains("data.types: unknown column 'zap'", Message(Write(text), ("types", "zap: number")));
        Assert.Contains("expected 'column: type' for each column, received 'zip'", Message(Write(text), ("types", "zip")));
        Assert.Contains(
            "line 2, column zip: expected yes or no, true or false, 1 or 0, received '1200'",
            Message(Write(text), ("types", "zip: flag, size: category"))
        );
    }

    [Fact]
    public void Text_boxes_and_recordings_are_called_what_they_are()
    {
        var reviews = string.Concat(Enumerable.Range(0, 60).Select(n => $"\"the film number {n} was long and dull, as ever\",{n % 2}\n"));
        Assert.Contains(
            "This is text of 10 words a row, and a table takes numbers and short categories. Learn from the text alone with data: { source: text",
            Message(Write("review,label\n" + reviews))
        );
        Assert.Contains(
            "this is a table of boxes on images: finding boxes is detection",
            Message(Write("filename,xmin,ymin,xmax,ymax,class\na.jpg,1,2,3,4,cat\nb.jpg,1,2,3,4,dog\n"))
        );
        var times = string.Concat(Enumerable.Range(0, 80).Select(n => $"{1657533977810 + (n / 2 * 9)},{n % 7}.5,{n / 20 % 2}\n"));
        Assert.Contains(Open(Write("timestamp,x_acc,state\n" + times)).Notes, note =>
            note.Text.StartsWith("Warning: column timestamp grows from row to row: this seems to be sensor data", StringComparison.Ordinal)
        );
        var steps = string.Concat(Enumerable.Range(0, 200).Select(n => $"{1 + (n % 50)},{n % 7}.5,{(n / 50) % 2}\n"));
        Assert.Contains(Open(Write("cycle,sensor,state\n" + steps)).Notes, note =>
            note.Text.Contains("column cycle counts from row to row (4 times anew): this seems to be sensor data", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Every_table_of_the_first_hour_works_or_is_refused_with_the_way_out()
    {
        var folder = Path.Combine(RealData.RootWith("."), "..", "cases", "first-contact", "csv");
        Assert.SkipUnless(Directory.Exists(folder), $"{folder} is not there");
        foreach (
            var (file, options, words) in new (string, (string, string)[], string)[]
            {
                ("bom.csv", [], ""),
                ("boolints.csv", [], ""),
                ("crlf_utf16.csv", [], ""),
                ("ids.csv", [], ""),
                ("imbalance.csv", [], ""),
                ("oneclass.csv", [], ""),
                ("quoted.csv", [], ""),
                ("quoted.txt", [], ""),
                ("semi.csv", [], ""),
                ("t.tsv", [], ""),
                ("dates.csv", [], ""),
                ("decimalcomma.csv", [], "Set data.decimal: ','"),
                ("decimalcomma.csv", [("decimal", ",")], ""),
                ("thousands.csv", [], "Set data.thousands: ','"),
                ("thousands.csv", [("thousands", ",")], ""),
                ("latin1.csv", [], "data.encoding"),
                ("latin1.csv", [("encoding", "latin1")], ""),
                ("missing.csv", [], "Set data.missing: mean"),
                ("missing.csv", [("missing", "mean")], ""),
                ("empty.csv", [], "the file is empty"),
                ("header_only.csv", [], "no row below it"),
                ("ragged.csv", [], "line 3: expected 3 cells"),
                ("table.parquet", [], "export the table as CSV"),
                ("reg.csv", [], "name it in data.targets"),
                ("reg.csv", [("targets", "price, rent")], ""),
            }
        )
        {
            var path = Path.Combine(folder, file);
            if (words.Length > 0)
            {
                Assert.Contains(words, Message(path, options));
            }
            else
            {
                Assert.Equal("csv", DataSources.Recognise(path).Source);
                Assert.InRange(Read(path, options).Count, 50, 1500);
            }
        }
    }

    private string Write(string text) => _folder.WriteText("train.csv", text);

    private static Dataset Read(string path, params (string Name, string Value)[] options) => Open(path, options).Train;

    private static SourceParts Open(string path, params (string Name, string Value)[] options)
    {
        var values = options.Append(("path", path)).ToDictionary(option => option.Item1, option => option.Item2);
        var source = DataSources.Of("csv");
        return source.Open(new DataOptions(values, source.Options, "."));
    }

    private static string Message(string path, params (string Name, string Value)[] options) =>
        Assert.Throws<DecantException>(() => Open(path, options)).Message;

    private static IEnumerable<float[]> Rows(Dataset data) => TableRows.Features(data);
}
