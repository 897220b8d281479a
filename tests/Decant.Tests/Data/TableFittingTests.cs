using Decant.Data;
using Decant.Tables;

namespace Decant.Tests.Data;

/// <summary>What is learnt of columns is learnt of the training part alone.</summary>
public sealed class TableFittingTests
{
    private static readonly TableSchema s_table = new([
        new("x", TableColumnKind.Number, 0) { FillIn = 0 },
        new("city", TableColumnKind.Category, 0) { Categories = ["Aachen", "Bonn", "Ulm"] },
    ]);

    [Fact]
    public void The_median_is_that_of_the_training_rows_and_a_network_is_told_what_was_missing()
    {
        var parts = Fitted(MissingNumbers.Median);
        Assert.Equal((2.5, true), (parts[0].Table!.Columns[0].FillIn!.Value, parts[0].Table!.Columns[0].TellsMissing));
        Assert.Equal(parts[0].Table, parts[1].Table);
    }

    [Fact]
    public void The_mean_is_that_of_the_training_rows() =>
        Assert.Equal(
            (13.5, false),
            (Fitted(MissingNumbers.Mean)[0].Table!.Columns[0] is var x ? (x.FillIn!.Value, x.TellsMissing) : default)
        );

    [Fact]
    public void A_category_that_only_other_parts_have_is_unknown_in_them()
    {
        var parts = Fitted(MissingNumbers.Mean);
        Assert.Equal(["Aachen", "Ulm"], parts[0].Table!.Columns[1].Categories);
        Assert.Equal([1, 2, 2, 1, 1], Codes(parts[0]));
        Assert.Equal([0, 2], Codes(parts[1]));
    }

    [Fact]
    public void What_is_known_of_a_table_is_learnt_once() => Assert.Null(Fitted(MissingNumbers.Mean)[0].Table!.Missing);

    // Training rows are 0 to 4, of which one has no number; validation has the two others.
    private static IReadOnlyList<Dataset> Fitted(MissingNumbers missing)
    {
        var whole = new MemoryTable(
            "rows",
            s_table with
            {
                Missing = missing,
            },
            [1, 2, 3, 48, float.NaN, 1000, float.NaN],
            [1, 3, 3, 1, 1, 2, 3],
            [0, 1, 0, 1, 0, 1, 0],
            ["a", "b"],
            []
        );
        return TableFitting.Of(new Subset("train", whole, [0, 1, 2, 3, 4]), new Subset("validation", whole, [5, 6]));
    }

    private static IEnumerable<long> Codes(Dataset part)
    {
        var row = new TableRow(new float[1], new long[1]);
        for (var n = 0; n < part.Count; n++)
        {
            part.ReadRow(n, row);
            yield return row.Categories[0];
        }
    }
}
