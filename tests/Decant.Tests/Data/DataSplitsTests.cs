using Decant.Data;
using Decant.Engine;

namespace Decant.Tests.Data;

public sealed class DataSplitsTests
{
    [Fact]
    public void A_tenth_of_train_becomes_validation_and_every_class_gives_its_share()
    {
        var splits = DataSplits.Of(
            new SourceParts(new CountingImages(300), null, new CountingImages(30), []),
            new SplitOptions { Seed = 7 }
        );
        Assert.Equal((270, 30, 30), (splits.Train.Count, splits.Validation.Count, splits.Test.Count));
        Assert.Equal([10, 10, 10], splits.Validation.CountClasses());
        Assert.Equal([90, 90, 90], splits.Train.CountClasses());
        Assert.Equal("Validation is 30 of 300 training samples, stratified by seed 7.", Assert.Single(splits.Notes).Text);
    }

    [Fact]
    public void Parts_do_not_overlap_and_lose_nothing()
    {
        var splits = DataSplits.Of(new SourceParts(new CountingImages(101, classes: 7), null, null, []), new SplitOptions());
        var all = Values(splits.Train).Concat(Values(splits.Validation)).Concat(Values(splits.Test)).Order();
        Assert.Equal(Enumerable.Range(0, 101).Select(i => i / 1000f), all);
        Assert.Equal(10, splits.Test.Count);
        Assert.Contains("has no test part", splits.Notes[0].Text);
    }

    [Fact]
    public void The_seed_decides_and_nothing_else_does()
    {
        var parts = new SourceParts(new CountingImages(100), null, null, []);
        Assert.Equal(
            Values(DataSplits.Of(parts, new SplitOptions { Seed = 1 }).Test),
            Values(DataSplits.Of(parts, new SplitOptions { Seed = 1 }).Test)
        );
        Assert.NotEqual(
            Values(DataSplits.Of(parts, new SplitOptions { Seed = 1 }).Test),
            Values(DataSplits.Of(parts, new SplitOptions { Seed = 2 }).Test)
        );
    }

    [Fact]
    public void A_fraction_of_train_leaves_validation_as_it_was()
    {
        var parts = new SourceParts(new CountingImages(300), null, new CountingImages(30), []);
        var all = DataSplits.Of(parts, new SplitOptions());
        var some = DataSplits.Of(parts, new SplitOptions { Fraction = 0.1 });
        Assert.Equal(Values(all.Validation), Values(some.Validation));
        Assert.Equal([9, 9, 9], some.Train.CountClasses());
        Assert.Subset(Values(all.Train).ToHashSet(), Values(some.Train).ToHashSet());
    }

    [Fact]
    public void Classes_too_small_for_a_share_of_their_own_keep_a_training_sample_and_the_whole_share_is_still_exact()
    {
        var (train, validation) = DataSplits.Divide(new CountingImages(90, classes: 45), 0.1, "validation", new SplitOptions());
        Assert.Equal(9, validation.Count);
        Assert.All(train.CountClasses(), count => Assert.InRange(count, 1, 2));
    }

    [Theory]
    [InlineData(0, 0.1, 1, "data.validation: expected a share above 0 and below 1, received 0. A tenth is 0.1.")]
    [InlineData(0.1, 1, 1, "data.test: expected a share above 0 and below 1, received 1. A tenth is 0.1.")]
    [InlineData(0.1, 0.1, 1.5, "data.fraction: expected a share above 0 and at most 1, received 1.5. A tenth is 0.1.")]
    [InlineData(0.1, 0.1, double.NaN, "data.fraction: expected a share above 0 and at most 1, received NaN. A tenth is 0.1.")]
    public void A_share_out_of_range_is_refused(double validation, double test, double fraction, string message)
    {
        var parts = new SourceParts(new CountingImages(100), null, null, []);
        var options = new SplitOptions
        {
            Validation = validation,
            Test = test,
            Fraction = fraction,
        };
        Assert.Equal(message, Assert.Throws<DecantException>(() => DataSplits.Of(parts, options)).Message);
    }

    [Fact]
    public void A_part_without_samples_is_refused_by_name()
    {
        var exception = Assert.Throws<DecantException>(() =>
            DataSplits.Of(new SourceParts(new CountingImages(3), null, new CountingImages(1), []), new SplitOptions())
        );
        Assert.Equal(
            "Splitting 'counting': the validation part would be empty: 3 samples in 3 classes, of each of which "
                + "training keeps one. Give more data, or a larger share for validation.",
            exception.Message
        );
    }

    [Fact]
    public void A_column_of_numbers_that_were_taken_for_classes_is_pointed_to_targets()
    {
        var exception = Assert.Throws<DecantException>(() =>
            DataSplits.Of(new SourceParts(new CountingImages(30, classes: 30), null, null, []), new SplitOptions())
        );
        Assert.EndsWith(
            "Numbers to learn are no classes: a table names their columns with data.targets.",
            exception.Message,
            StringComparison.Ordinal
        );
    }

    private static List<float> Values(Dataset data)
    {
        var pixels = new float[data.SampleSize];
        return
        [
            .. Enumerable
                .Range(0, data.Count)
                .Select(i =>
                {
                    data.Read(i, pixels);
                    return pixels[0];
                }),
        ];
    }
}
