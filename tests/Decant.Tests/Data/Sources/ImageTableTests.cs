using System.IO.Compression;
using Decant.Data;
using Decant.Data.Sources;
using Decant.Engine;

namespace Decant.Tests.Data.Sources;

/// <summary>Classes of images in a table are read as those of any table, and errors name the table where it lies.</summary>
public sealed class ImageTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ImageTableTests()
    {
        for (var i = 0; i < 12; i++)
        {
            _folder.Write($"photos/{i}.png", ImagesSourceTests.Grey(3, 2, 10 + i));
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Classes_that_are_numbers_are_sorted_by_their_size()
    {
        Table(i => i % 2 == 0 ? "10" : "9");
        Assert.Equal(["9", "10"], Open(Photos).Train.ClassNames);
    }

    [Theory]
    [InlineData("")]
    [InlineData("NA")]
    public void A_row_without_a_class_is_refused(string text)
    {
        Table(i => i == 3 ? text : $"{(char)('a' + (i % 2))}");
        Assert.Contains($"line 5, column kind: the class is missing ('{text}')", Refusal(Photos), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_need_no_class_where_images_are_unlabelled()
    {
        Table(_ => "");
        var splits = DataSources.Open("images", Options(Photos), _folder.Path, isUnlabelled: true);
        Assert.Empty(splits.Train.ClassNames);
        Assert.Equal(-1, splits.Train.Label(0));
    }

    [Fact]
    public void A_header_alone_is_named()
    {
        _folder.WriteText("photos/kinds.csv", "file,kind\n");
        Assert.Contains("there is a header (file, kind) and no row below it", Refusal(Photos), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("file,kind\n0.png,a,b\n")]
    [InlineData("file,kind\n0.png,\n")]
    public void Errors_name_the_table_in_the_archive(string text)
    {
        _folder.WriteText("photos/kinds.csv", text);
        var archive = Path.Combine(_folder.Path, "photos.zip");
        ZipFile.CreateFromDirectory(Photos, archive);
        Assert.Contains($"CSV '{Path.Combine(archive, "kinds.csv")}'", Refusal(archive), StringComparison.Ordinal);
    }

    // Twelve pictures of four people, one of whose files is damaged: 10 + i is the shade of picture i.
    [Theory]
    [InlineData(null)]
    [InlineData(192L << 20)]
    public void No_persons_pictures_are_in_two_parts_and_no_network_learns_who_they_are_of(long? memory)
    {
        _folder.WriteText("photos/5.png", "no picture");
        _folder.WriteText(
            "photos/people.csv",
            "file,age,person\n" + string.Concat(Enumerable.Range(0, 12).Select(i => $"{i}.png,{20 + i},{"dbca"[i / 3]}\n"))
        );
        var options = new Dictionary<string, string>
        {
            ["path"] = Photos,
            ["table"] = "people.csv",
            ["file"] = "file",
            ["group"] = "person",
            ["split.by"] = "grouped",
            ["test"] = "0.25",
            ["validation"] = "0.25",
            ["bad-files"] = "skip",
        };

        var splits = DataSources.Open("images", options, _folder.Path, memory: memory);

        var people = new[] { splits.Train, splits.Validation, splits.Test }.Select(People).ToArray();
        Assert.All(people, part => Assert.NotEmpty(part));
        Assert.Equal("abcd", string.Concat(people.SelectMany(part => part).Order()));
        Assert.Equal(11, splits.Train.Count + splits.Validation.Count + splits.Test.Count);
        Assert.Equal(["age"], splits.Train.TargetSets.Select(set => set.Name));

        // By the age, which tells the row.
        static string People(Dataset part) =>
            string.Concat(
                Enumerable
                    .Range(0, part.Count)
                    .Select(i =>
                    {
                        var age = new float[1];
                        part.ReadTargets(part.TargetSets[0], i, age);
                        return "dbca"[((int)age[0] - 20) / 3];
                    })
                    .Distinct()
            );
    }

    [Fact]
    public void A_group_without_a_table_is_refused()
    {
        _folder.Write("classes/a/0.png", ImagesSourceTests.Grey(3, 2, 1));
        var options = new Dictionary<string, string> { ["path"] = Path.Combine(_folder.Path, "classes"), ["group"] = "person" };
        Assert.Contains(
            "data.group: it names a column of a table, and there is no table",
            Assert.Throws<DecantException>(() => DataSources.Open("images", options, _folder.Path)).Message,
            StringComparison.Ordinal
        );
    }

    private string Photos => Path.Combine(_folder.Path, "photos");

    private void Table(Func<int, string> kind) =>
        _folder.WriteText("photos/kinds.csv", "file,kind\n" + string.Concat(Enumerable.Range(0, 12).Select(i => $"{i}.png,{kind(i)}\n")));

    private DataSplits Open(string path) => DataSources.Open("images", Options(path), _folder.Path);

    private string Refusal(string path) => Assert.Throws<DecantException>(() => Open(path)).Message;

    private static Dictionary<string, string> Options(string path) =>
        new()
        {
            ["path"] = path,
            ["table"] = "kinds.csv",
            ["file"] = "file",
            ["label"] = "kind",
            ["header"] = "true",
        };
}
