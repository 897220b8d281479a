using System.Globalization;
using Decant.Data;
using Decant.Data.Sources;
using Decant.Engine;
using Decant.Pipeline;
using Decant.Pipeline.Progress;
using Decant.Recipes;
using Decant.Tasks;
using Decant.Tests.Data.Images;
using Decant.Tests.Recipes;

namespace Decant.Tests.Data.Sources;

/// <summary>Folders as people have them: bad files, tables of numbers, images without labels, other things than images.</summary>
public sealed class PhotographTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Bad_files_are_left_out_by_count_and_name_where_the_recipe_says_so()
    {
        Classes(6);
        _folder.WriteText("cat/2.png", "no image");
        _folder.Write("dog/5.png", ImagesSourceTests.Grey(3, 2, 9)[..40]);
        _folder.Write("cat/1.png");

        var splits = Open(("bad-files", "skip"), ("size", "3x2"));

        Assert.Equal(
            "Warning: left out because they cannot be read (data.bad-files: skip): 3 of 12 images: cat/1.png, cat/2.png, dog/5.png.",
            splits.Notes[0].Text
        );
        Assert.Equal(9, splits.Train.Count + splits.Validation.Count + splits.Test.Count);
        Assert.Equal([100, 103, 104, 105, 200, 201, 202, 203, 204], Shades(splits));
    }

    [Fact]
    public void The_first_image_may_be_bad()
    {
        Classes(6);
        _folder.Write("cat/0.png");
        Assert.Equal(11, Shades(Open(("bad-files", "skip"))).Length);
        Assert.Contains("PNG 'cat/0.png'", Refusal().Replace("Image", "PNG", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Sizes_that_differ_are_all_named_and_never_skipped()
    {
        Classes(6);
        _folder.Write("dog/1.png", ImagesSourceTests.Grey(4, 2, 1));
        _folder.Write("dog/3.png", ImagesSourceTests.Grey(9, 9, 1));
        var message = Refusal(("bad-files", "skip"));
        Assert.Contains("2 of 12 images cannot be used", message, StringComparison.Ordinal);
        Assert.Contains("'dog/1.png': it is 4x2", message, StringComparison.Ordinal);
        Assert.Contains("'dog/3.png': it is 9x9", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_any_alphabet_nested_folders_and_wrong_endings_are_read()
    {
        Classes(4);
        _folder.Write("deep/er/chät 猫/ünï 🐱.png", ImagesSourceTests.Grey(3, 2, 7));
        _folder.Write("deep/er/chät 猫/png is its name.jpg", ImagesSourceTests.Grey(3, 2, 8));
        _folder.Write("deep/er/chät 猫/.hidden.png", ImagesSourceTests.Grey(3, 2, 9));
        var splits = Open();
        Assert.Equal(["cat", "chät 猫", "dog"], splits.Train.ClassNames);
        Assert.Equal([7, 8], Shades(splits).Take(2));
        Assert.Equal(10, Shades(splits).Length);
    }

    [Fact]
    public void Links_are_followed_and_a_link_to_a_folder_above_ends()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need rights on Windows");
        Classes(4);
        using var elsewhere = new TemporaryFolder();
        elsewhere.Write("1.png", ImagesSourceTests.Grey(3, 2, 50));
        elsewhere.Write("2.png", ImagesSourceTests.Grey(3, 2, 51));
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "bird"), elsewhere.Path);
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "cat", "round"), _folder.Path);
        var splits = Open();
        Assert.Equal(["bird", "cat", "dog"], splits.Train.ClassNames);
        Assert.Equal(10, Shades(splits).Length);

        File.CreateSymbolicLink(Path.Combine(_folder.Path, "dog", "lost.png"), Path.Combine(_folder.Path, "nothing.png"));
        Assert.Contains("dog/lost.png': there is no such file", Refusal(), StringComparison.Ordinal);
        Assert.Contains("1 of 11 images: dog/lost.png", Open(("bad-files", "skip")).Notes[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(',', "IMG/")]
    [InlineData(',', "C:\\Users\\me\\track\\IMG\\")]
    [InlineData(';', "")]
    public void A_table_tells_the_numbers_of_images(char separator, string prefix)
    {
        for (var i = 0; i < 10; i++)
        {
            _folder.Write($"IMG/frame {i}.png", ImagesSourceTests.Grey(3, 2, 10 + i));
        }

        _folder.Write("IMG/unused.png", ImagesSourceTests.Grey(3, 2, 1));
        _folder.WriteText(
            "log.csv",
            string.Join(separator, "center", "steering", "speed", "brake")
                + "\n"
                + string.Concat(
                    Enumerable
                        .Range(0, 10)
                        .Select(i =>
                            string.Join(
                                separator,
                                $"{prefix}frame {i}.png",
                                string.Create(CultureInfo.InvariantCulture, $"{(i - 5) / 10.0}"),
                                $"{i + 3}",
                                $"{i % 2}"
                            ) + "\n"
                        )
                )
        );

        var splits = Open(("table", "log.csv"), ("file", "center"));

        Assert.Equal(["steering", "speed", "brake", "labels"], splits.Train.TargetSets.Select(set => set.Name));
        Assert.Contains("Left out because no row of the table names them: 1 of 11 images.", splits.Notes.Select(note => note.Text));
        Assert.Equal(10, Shades(splits).Length);
        var goal = LearningTasks.Of("image-regression").Goal(splits.Train, "steering");
        var (pixels, number) = (new float[6], new float[1]);
        for (var i = 0; i < splits.Train.Count; i++)
        {
            splits.Train.Read(i, pixels);
            splits.Train.ReadTargets(goal.Targets!, i, number);
            Assert.Equal((MathF.Round(255 * pixels[0]) - 15) / 10, number[0], 1e-6);
        }

        Assert.Equal(["brake"], LearningTasks.Of("image-multi-label").Goal(splits.Train, null).Targets!.Columns);
        Assert.Equal(["steering", "speed"], Open(("table", "log.csv"), ("targets", "steering, speed")).Train.TargetSets.Single().Columns);
    }

    [Fact]
    public void A_table_names_classes_and_its_missing_images_are_told_together()
    {
        for (var i = 0; i < 12; i++)
        {
            _folder.Write($"{i}.png", ImagesSourceTests.Grey(3, 2, 10 + i));
        }

        _folder.WriteText(
            "labels.csv",
            "id,breed\n" + string.Concat(Enumerable.Range(0, 14).Select(i => $"{i},{(i % 2 == 0 ? "pug" : "beagle")}\n"))
        );

        var message = Refusal(("table", "labels.csv"), ("file", "id"), ("label", "breed"));
        Assert.Contains("2 of 14 rows name no image", message, StringComparison.Ordinal);
        Assert.Contains("line 14: '12'; line 15: '13'", message, StringComparison.Ordinal);

        var splits = Open(("table", "labels.csv"), ("file", "id"), ("label", "breed"), ("bad-files", "skip"));
        Assert.Equal(["beagle", "pug"], splits.Train.ClassNames);
        Assert.Equal(12, splits.Train.CountClasses().Sum() + splits.Validation.Count + splits.Test.Count);
        Assert.Contains("data.label: it names a column of a table", Refusal(("label", "breed")), StringComparison.Ordinal);
    }

    [Fact]
    public void Images_in_one_folder_teach_without_labels_at_the_size_of_those_with_labels()
    {
        using var flat = new TemporaryFolder();
        for (var i = 0; i < 5; i++)
        {
            flat.Write($"{i}.png", new PngWriter(4 + i, 5, 8, 2).Write((x, y, s) => x + y + s));
        }

        Classes(12);
        var recipe = RecipeReader.ReadText(
            $"{{ data: {{ source: images, path: '{_folder.Path}', unlabelled: {{ source: images, path: "
                + $"'{flat.Path}' }} }}, teacher: {{ train: {{ model: mlp, epochs: 1 }} }}, student: {{ model: mlp }}, "
                + $"training: {{ batch: 4 }} }}",
            "flat"
        );
        var settings = new RunSettings { OutputFolder = Path.Combine(flat.Path, "run"), Threads = 1 };

        Assert.Empty(Distillation.Check(recipe, settings));
        var data = PreparedData.Open(recipe, ".");
        var further = data.Unlabelled.Value!;
        Assert.Equal([1, 2, 3], further.Train.SampleShape);
        Assert.Equal(-1, further.Train.Label(0));
        Assert.Equal((5, 0), (further.Train.Count + further.Validation.Count, further.Test.Count));

        flat.WriteText("bad.png", "no image");
        Assert.Contains("'bad.png'", string.Concat(Distillation.Check(recipe, settings)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_recipe_for_photographs_runs_on_a_folder_of_ones_own()
    {
        Classes(12);
        _folder.WriteText("cat/bad.png", "no image");
        using var output = new TemporaryFolder();
        var recipe = RecipeReader.Read(
            Path.Combine(RecipeFolderTests.Folder, "photographs.yaml"),
            [
                $"data.path='{_folder.Path}'",
                "data.size=16",
                "teacher.train.epochs=1",
                "teacher.train.batch=8",
                "training.epochs=1",
                "training.batch=8",
            ]
        );

        var run = Distillation
            .Run(
                recipe,
                new RunSettings
                {
                    OutputFolder = Path.Combine(output.Path, "run"),
                    TeacherFolder = output.Path,
                    Threads = 1,
                },
                new SilentObserver(),
                TestContext.Current.CancellationToken
            )
            .Run;

        Assert.Equal(["teacher", "distilled", "scratch"], run.Arms.Select(arm => arm.Name));
        Assert.Contains(run.Warnings, warning => warning.Contains("cat/bad.png", StringComparison.Ordinal));
    }

    [Fact]
    public void Images_in_one_folder_need_classes_or_a_table_where_labels_are_wanted()
    {
        _folder.Write("1.png", ImagesSourceTests.Grey(3, 2, 1));
        Assert.Contains("lies in no class folder", Refusal(), StringComparison.Ordinal);
        Assert.Contains("data.table", Refusal(), StringComparison.Ordinal);
        Assert.Contains("data.unlabelled", Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("speech.wav", "this is sound")]
    [InlineData("review.txt", "these are texts: .txt files in class folders")]
    [InlineData("photo.heic", "these are images of a format that is not read")]
    [InlineData("rows.csv", "this is a table: read it with source: csv")]
    [InlineData("clip.mp4", "this is film")]
    public void Other_things_than_images_are_named(string file, string expected)
    {
        _folder.WriteText($"a/{file}", "x");
        _folder.WriteText($"b/{file}", "x");
        Assert.Contains(expected, Refusal(), StringComparison.Ordinal);
        Assert.Contains($"2 files (2 {Path.GetExtension(file)})", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Boxes_and_masks_are_named()
    {
        for (var i = 0; i < 3; i++)
        {
            _folder.Write($"JPEGImages/{i}.png", ImagesSourceTests.Grey(3, 2, 1));
            _folder.WriteText($"Annotations/{i}.xml", "<annotation/>");
        }

        Assert.Contains("these are images with boxes (3 .xml files", Refusal(), StringComparison.Ordinal);
        using var masks = new TemporaryFolder();
        foreach (var place in new[] { "train/1", "train/2", "trainannot/1", "trainannot/2" })
        {
            masks.Write($"{place}.png", ImagesSourceTests.Grey(3, 2, 1));
        }

        Assert.Contains(
            "these are images with masks",
            Assert
                .Throws<DecantException>(() => DataSources.Open("images", new Dictionary<string, string> { ["path"] = masks.Path }, "."))
                .Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_real_driving_log_is_read_by_the_names_of_its_files()
    {
        var root = RealData.RootWith("driving-160x80.tar.gz");
        var splits = DataSources.Open(
            "images",
            new Dictionary<string, string>
            {
                ["path"] = "driving-160x80.tar.gz",
                ["table"] = "driving_log.csv",
                ["file"] = "0",
                ["size"] = "40x20",
                ["channels"] = "grey",
            },
            root
        );
        Assert.Equal(4053, splits.Train.Count + splits.Validation.Count + splits.Test.Count);
        Assert.Equal([1, 20, 40], splits.Train.SampleShape);
        Assert.Contains("3", splits.Train.TargetSets.Select(set => set.Name));
    }

    private void Classes(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _folder.Write($"cat/{i}.png", ImagesSourceTests.Grey(3, 2, 100 + i));
            _folder.Write($"dog/{i}.png", ImagesSourceTests.Grey(3, 2, 200 + i));
        }
    }

    private static int[] Shades(DataSplits splits)
    {
        var shades = new List<int>();
        foreach (var part in new[] { splits.Train, splits.Validation, splits.Test })
        {
            var pixels = new float[part.SampleSize];
            for (var i = 0; i < part.Count; i++)
            {
                part.Read(i, pixels);
                shades.Add((int)MathF.Round(255 * pixels[0]));
            }
        }

        return [.. shades.Order()];
    }

    private DataSplits Open(params (string Name, string Value)[] options) =>
        DataSources.Open(
            "images",
            options.Append(("path", _folder.Path)).ToDictionary(option => option.Item1, option => option.Item2),
            _folder.Path
        );

    private string Refusal(params (string Name, string Value)[] options) => Assert.Throws<DecantException>(() => Open(options)).Message;
}
