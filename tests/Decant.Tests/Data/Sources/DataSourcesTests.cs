using Decant.Data.Sources;
using Decant.Engine;

namespace Decant.Tests.Data.Sources;

public sealed class DataSourcesTests
{
    [Fact]
    public void An_unknown_source_is_answered_with_the_nearest_and_all_known()
    {
        var exception = Assert.Throws<DecantException>(() => DataSources.Of("image"));
        Assert.Equal(
            "data.source: unknown source 'image'; nearest: 'images'; known: idx, cifar-binary, image-boxes, image-masks, images, conll, text, csv, digits, shapes.",
            exception.Message
        );
    }

    [Fact]
    public void Every_problem_of_the_options_is_reported_at_once()
    {
        var problems = DataSources.Problems(
            "images",
            new Dictionary<string, string>
            {
                ["channels"] = "blue",
                ["validtion"] = "0.1",
                ["fraction"] = "2",
                ["seed"] = "one",
            }
        );
        Assert.Equal(["channels", "validtion", "fraction", "seed", ""], problems.Select(problem => problem.Option));
        Assert.Equal(
            [
                "data.channels: expected grey or rgb, received 'blue'. Convert every image; as the first one where left out.",
                "data: unknown option of source images 'validtion'; nearest: 'validation'; known: path, size, "
                    + "channels, bad-files, table, file, label, targets, group, header, columns, separator, encoding, decimal, "
                    + "thousands, missing-texts, validation, test, fraction, split.by, split.field, seed.",
                "data.fraction: expected a number from 0 to 1, received '2'. Share of the training samples that is used.",
                "data.seed: expected a whole number of 0 or more, received 'one'. Decides which samples go where, "
                    + "and what a generator makes.",
                "data.path: source images needs it. The folder or archive.",
            ],
            problems.Select(problem => problem.Message)
        );
        var exception = Assert.Throws<DecantException>(() =>
            DataSources.Open("images", new Dictionary<string, string> { ["sizes"] = "1" }, ".")
        );
        Assert.Equal(2, exception.Message.Split(Environment.NewLine).Length);
    }

    [Fact]
    public void The_built_in_digits_need_no_file()
    {
        var options = new Dictionary<string, string>
        {
            ["train-images"] = "200",
            ["test-images"] = "50",
            ["seed"] = "4",
        };
        var splits = DataSources.Open("digits", options, ".");
        Assert.Equal((180, 20, 50), (splits.Train.Count, splits.Validation.Count, splits.Test.Count));
        Assert.Equal(["slant", "thickness", "strokes"], splits.Train.TargetSets.Select(set => set.Name));
        Assert.Equal(splits.Train.Fingerprint, DataSources.Open("digits", options, ".").Train.Fingerprint);
    }

    [Fact]
    public void A_path_is_recognised_by_what_lies_there()
    {
        using var folder = new TemporaryFolder();
        folder.Write("idx/train-images-idx3-ubyte.gz", 1);
        folder.Write("cifar/cifar-10-batches-bin/data_batch_1.bin", 1);
        folder.Write("pets/cat/0.png", 1);
        folder.Write("table.csv", 1);
        folder.Write("table.TSV.gz", 1);
        folder.Write("other/notes.bin", 1);
        foreach (
            var (path, source) in new[]
            {
                ("idx", "idx"),
                ("cifar", "cifar-binary"),
                ("pets", "images"),
                ("table.csv", "csv"),
                ("table.TSV.gz", "csv"),
            }
        )
        {
            var full = Path.Combine(folder.Path, path);
            var found = DataSources.Recognise(full);
            Assert.Equal(source, found.Source);
            Assert.Equal(full, found.Options["path"]);
        }

        Assert.Contains(
            "no source knows what lies there. In a recipe data.source can name one; what they read:",
            Assert.Throws<DecantException>(() => DataSources.Recognise(Path.Combine(folder.Path, "other"))).Message
        );
        Assert.Contains(
            "there is no such file or folder. Check the name; decant data get",
            Assert.Throws<DecantException>(() => DataSources.Recognise(Path.Combine(folder.Path, "nothing"))).Message
        );
    }

    [Fact]
    public void Every_default_is_a_value_that_its_own_option_accepts()
    {
        foreach (var option in DataSources.All.SelectMany(source => source.Options).Concat(DataSources.SplitOptions))
        {
            Assert.True(option.Default is null || option.Problem(option.Default) is null, option.Name);
            Assert.EndsWith(".", option.Meaning);
        }
    }
}
