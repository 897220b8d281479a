using Decant.Data;
using Decant.Data.Images;

namespace Decant.Tests.Data;

public sealed class DataOverviewTests
{
    [Fact]
    public void Counts_and_statistics_of_every_part_are_there()
    {
        var overview = DataOverview.Of(
            DataSplits.Of(new SourceParts(new CountingImages(100), null, new CountingImages(4), ["noted"]), new SplitOptions())
        );
        Assert.Equal([("train", 90), ("validation", 10), ("test", 4)], overview.Parts.Select(part => (part.Name, part.Count)));
        Assert.Equal([2, 1, 1], overview.Parts[2].ClassCounts);
        Assert.Equal([1, 2, 2], overview.SampleShape);
        Assert.Equal("noted", overview.Notes[0].Text);
        // The test part's pixels are 0, 0.001, 0.002, 0.003.
        Assert.Equal(0.0015, overview.Parts[2].Statistics!.Mean[0], 1e-9);
        Assert.Equal(Math.Sqrt(1.25e-6), overview.Parts[2].Statistics!.Deviation[0], 1e-9);
    }

    [Fact]
    public void What_is_known_beside_the_class_is_there_with_its_mean()
    {
        var (size, isLarge) = (
            new TargetSet("size", TargetKind.Numbers, ["size (m)"]),
            new TargetSet("kind", TargetKind.Labels, ["large", "old"])
        );
        var table = new MemoryTable("rows", ["a"], [1, 2], [-1, -1], [], [new(size, [3, 7]), new(isLarge, [0, 1, 1, 1])]);
        var overview = DataOverview.Of(new DataSplits(table, table, table, []));

        Assert.Equal([size, isLarge], overview.Targets.Select(target => target.Set));
        Assert.Equal([5], overview.Targets[0].Statistics.Mean);
        Assert.Equal([2], overview.Targets[0].Statistics.Deviation);
        Assert.Equal([0.5, 1], overview.Targets[1].Statistics.Mean);
    }

    [Fact]
    public void Statistics_are_those_of_each_channel()
    {
        var table = new MemoryTable("rows", ["a", "b"], [1e6f, 1, 1e6f + 2, 5, 1e6f + 4, 3], [0, 1, 0], ["x", "y"]);
        var statistics = ChannelStatistics.Of(table);
        Assert.Equal([1e6 + 2, 3], statistics.Mean);
        Assert.Equal(Math.Sqrt(8 / 3.0), statistics.Deviation[0], 1e-9);
        Assert.Equal(Math.Sqrt(8 / 3.0), statistics.Deviation[1], 1e-9);
    }

    [Fact]
    public void The_contact_sheet_has_a_column_per_class_and_a_row_per_sample()
    {
        var sheet = ContactSheet.Of(new CountingImages(300), rows: 4, magnification: 3);
        Assert.Equal((1, (4 * 8) + 2, (3 * 8) + 2), (sheet.Channels, sheet.Height, sheet.Width));
        // Class 2, third sample: number 8 (2, 5, 8, …), whose pixels are 8/1000 of 255, rounded.
        Assert.Equal(2, sheet.Pixels[((2 + (2 * 8)) * sheet.Width) + 2 + (2 * 8)]);
        Assert.Equal(96, sheet.Pixels[0]);
        var png = DataOverview.ContactSheetPng(new CountingImages(300), rows: 4);
        Assert.Equal((4 * 58) + 2, ImageFile.Decode(png, "sheet.png").Height);
    }
}
