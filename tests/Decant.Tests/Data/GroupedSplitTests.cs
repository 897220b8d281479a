using Decant.Data;
using Decant.Data.Fields;
using Decant.Data.Sources;
using Decant.Engine;
using Decant.Tests.Data.Sources;

namespace Decant.Tests.Data;

public sealed class GroupedSplitTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(77)]
    public void No_person_is_in_two_parts_and_the_shares_are_near(int seed)
    {
        var splits = Open(People(), seed, ("split.by", "grouped"), ("group", "person"));
        var parts = new[] { splits.Train, splits.Validation, splits.Test }.Select(Persons).ToArray();
        Assert.Empty(parts[0].Intersect(parts[1]).Concat(parts[0].Intersect(parts[2])).Concat(parts[1].Intersect(parts[2])));
        Assert.Equal(40, parts.Sum(part => part.Count));
        Assert.Equal(400, splits.Train.Count + splits.Validation.Count + splits.Test.Count);
        Assert.InRange(splits.Test.Count, 34, 46);
        Assert.InRange(splits.Validation.Count, 30, 43);
        Assert.Equal(["x"], splits.Train.ColumnNames);
        Assert.Contains(splits.Notes, note => note.Text.Contains($"grouped by person and by seed {seed}", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_the_rule_persons_straddle_and_the_parts_are_as_ever()
    {
        var splits = Open(People(), 1, ("group", "person"));
        Assert.NotEmpty(Persons(splits.Train).Intersect(Persons(splits.Test)));
        Assert.Equal(Rows(Open(People(), 1, ("drop", "person")).Test), Rows(splits.Test));
    }

    [Fact]
    public void The_seed_decides_which_persons_are_tested()
    {
        Assert.Equal(
            Rows(Open(People(), 3, ("split.by", "grouped"), ("group", "person")).Test),
            Rows(Open(People(), 3, ("split.by", "grouped"), ("group", "person")).Test)
        );
        Assert.NotEqual(
            Rows(Open(People(), 3, ("split.by", "grouped"), ("group", "person")).Test),
            Rows(Open(People(), 4, ("split.by", "grouped"), ("group", "person")).Test)
        );
    }

    [Fact]
    public void A_row_of_no_one_is_a_group_of_its_own()
    {
        var table = new MemoryTable(
            "rows",
            ["x"],
            new float[30],
            new int[30],
            ["a"],
            others: [new MemoryIdentities("person", [.. Enumerable.Repeat(-1L, 30)])]
        );
        var splits = DataSplits.Of(new SourceParts(table, null, null, []), new SplitOptions { By = SplitRule.Grouped });
        Assert.Equal((24, 3, 3), (splits.Train.Count, splits.Validation.Count, splits.Test.Count));
    }

    [Theory]
    [InlineData("2024-03-0{0}T10:00:00Z")] // ISO dates
    [InlineData("{0}.5")] // numbers
    [InlineData("{0}")] // whole numbers
    public void By_time_the_latest_are_tested_and_those_before_decide(string form)
    {
        var rows = Enumerable
            .Range(0, 90)
            .Select(i => $"{i},{i % 2},{string.Format(System.Globalization.CultureInfo.InvariantCulture, form, 9 - (i % 9))}");
        var splits = Open(
            "x,label,taken\n" + string.Join('\n', rows),
            1,
            ("split.by", "time"),
            ("group", "taken"),
            ("test", "0.22"),
            ("validation", "0.29"),
            ("label", "label")
        );
        Assert.Equal([8, 9], Times(splits.Test));
        Assert.Equal([6, 7], Times(splits.Validation));
        Assert.Equal([1, 2, 3, 4, 5], Times(splits.Train));

        // Row i was taken at 9 − (i mod 9).
        static int[] Times(Dataset part) => [.. Rows(part).Select(row => 9 - ((int)row % 9)).Distinct().Order()];
    }

    [Fact]
    public void Another_field_than_the_class_can_be_stratified()
    {
        var table = new MemoryTable(
            "rows",
            ["x"],
            [.. Enumerable.Range(0, 100).Select(i => (float)i)],
            new int[100],
            ["a"],
            others: [new MemoryIdentities("site", [.. Enumerable.Range(0, 100).Select(i => (long)(i % 4))])]
        );
        var splits = DataSplits.Of(new SourceParts(table, null, null, []), new SplitOptions { Field = "site", Test = 0.2 });
        Assert.Equal([5, 5, 5, 5], Rows(splits.Test).GroupBy(row => row % 4).Select(group => group.Count()));
        Assert.Contains("stratified by site and by seed 1", splits.Notes[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_without_its_field_says_what_to_do()
    {
        Refused(
            "needs the field that it goes by, and the samples have no identity. Name it with data.split.field; a "
                + "table names such columns with data.group.",
            ("split.by", "grouped")
        );
        Refused(
            "unknown field with a whole number of each sample 'persn'; nearest: 'person'; known: label, person.",
            ("split.by", "grouped"),
            ("group", "person"),
            ("split.field", "persn")
        );
        Refused("the samples have several: person, x.", ("split.by", "time"), ("group", "person,x"), ("drop", ""));
    }

    [Fact]
    public void Two_persons_do_not_make_three_parts()
    {
        var table = new MemoryTable(
            "rows",
            ["x"],
            new float[30],
            new int[30],
            ["a"],
            others: [new MemoryIdentities("person", [.. Enumerable.Range(0, 30).Select(i => (long)(i % 2))])]
        );
        var message = Assert
            .Throws<DecantException>(() =>
                DataSplits.Of(new SourceParts(table, null, null, []), new SplitOptions { By = SplitRule.Grouped })
            )
            .Message;
        Assert.Contains(
            "do not divide into the shares asked for when those with one 'person' stay together",
            message,
            StringComparison.Ordinal
        );
    }

    private static void Refused(string message, params (string, string)[] options) =>
        Assert.Contains(
            message,
            Assert
                .Throws<DecantException>(() =>
                    Open("x,y,person,label\n1,2,3,a\n4,5,6,b\n", 1, [.. options.Where(option => option.Item2.Length > 0)])
                )
                .Message,
            StringComparison.Ordinal
        );

    // 400 rows of 40 persons with 4 to 16 rows each; x is the row's number.
    private static string People()
    {
        var persons = Enumerable.Range(0, 40).SelectMany(p => Enumerable.Repeat($"person {p}", 4 + (p % 13))).ToList();
        while (persons.Count < 400)
        {
            persons.Add($"person {persons.Count % 40}");
        }

        return "x,person,label\n" + string.Join('\n', persons.Take(400).Select((person, i) => $"{i},{person},{(i % 3 == 0 ? "a" : "b")}"));
    }

    private static HashSet<long> Persons(Dataset part)
    {
        Span<long> person = stackalloc long[1];
        var all = new HashSet<long>();
        for (var i = 0; i < part.Count; i++)
        {
            part.Read(part.Schema["person"], i, person);
            all.Add(person[0]);
        }

        return all;
    }

    private static float[] Rows(Dataset part)
    {
        var row = new float[1];
        return
        [
            .. Enumerable
                .Range(0, part.Count)
                .Select(i =>
                {
                    part.Read(i, row);
                    return row[0];
                }),
        ];
    }

    private static DataSplits Open(string table, int seed, params (string Key, string Value)[] options)
    {
        using var folder = new TemporaryFolder();
        var values = options.ToDictionary(option => option.Key, option => option.Value);
        values["path"] = folder.WriteText("rows.csv", table);
        values["seed"] = seed.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return DataSources.Open("csv", values, folder.Path);
    }
}
