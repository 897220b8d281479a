using System.Globalization;
using Decant.Data;
using Decant.Data.Fields;
using Decant.Data.Images;
using Decant.Data.Sources;
using Decant.Engine;

namespace Decant.Tests.Data.Sources;

/// <summary>The same two boxes in four forms: a cat from (2, 1) to (10, 5), a dog from (8, 4) to (16, 12), in a picture of 20x16.</summary>
public sealed class ImageBoxesSourceTests : IDisposable
{
    private const int Width = 20;
    private const int Height = 16;

    private static readonly float[] s_boxes = [2, 1, 10, 5, 8, 4, 16, 12];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Formats => ["voc", "coco", "yolo", "csv"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_form_states_the_same_boxes(string format)
    {
        Write(format);

        var data = Open().Train;

        Assert.Equal([3, Height, Width], data.SampleShape);
        Assert.Equal(["cat", "dog"], data.Schema.Find("box.class")!.Names);
        for (var index = 0; index < data.Count; index++)
        {
            var (boxes, classes, crowds) = Read(data, index);
            Assert.Equal(s_boxes, boxes);
            Assert.Equal([0, 1], classes);
            Assert.Equal([0, format is "voc" or "coco" ? 1 : 0], crowds);
        }
    }

    [Theory]
    [InlineData("voc")]
    [InlineData("yolo")]
    public void Folders_of_each_picture_s_annotation_are_recognised(string format)
    {
        Write(format);

        Assert.Equal("image-boxes", DataSources.Recognise(_folder.Path).Source);
    }

    // 20x16 into 40x40: twice as large, 40x32, with 4 rows of bars above and below.
    [Fact]
    public void A_letter_box_keeps_the_ratio_and_boxes_follow()
    {
        Write("voc");

        var data = Open(("size", "40")).Train;
        using var sample = new Sample(data.Schema.Find("image")!);
        data.Read(0, sample);
        var pixels = sample.Numbers<float>("image");

        Assert.Equal(s_boxes.Select((place, k) => (2 * place) + (k % 2 == 1 ? 4 : 0)), Read(data, 0).Boxes);
        Assert.Equal(114 / 255f, pixels[0], 3);
        Assert.Equal(114 / 255f, pixels[(36 * 40) + 39], 3);
        Assert.NotEqual(114 / 255f, pixels[(4 * 40) + 39], 3);
    }

    [Fact]
    public void A_stretched_picture_stretches_its_boxes()
    {
        Write("coco");

        Assert.Equal(
            s_boxes.Select((place, k) => place * (k % 2 == 1 ? 40f / Height : 40f / Width)),
            Read(Open(("size", "40"), ("fit", "stretch")).Train, 0).Boxes
        );
    }

    [Fact]
    public void Lists_tell_the_parts_and_pictures_in_none_are_left_out()
    {
        Write("voc", 6);
        _folder.WriteText("ImageSets/Main/train.txt", "0\n1\n2\n");
        _folder.WriteText("ImageSets/Main/val.txt", "3\n");
        _folder.WriteText("ImageSets/Main/test.txt", "4\n");

        var parts = Open();

        Assert.Equal((3, 1, 1), (parts.Train.Count, parts.Validation!.Count, parts.Test!.Count));
        Assert.Contains(parts.Notes, note => note.Text.Contains("no list of a part names them: 1 picture", StringComparison.Ordinal));
    }

    [Fact]
    public void Folders_tell_the_parts_of_equal_names()
    {
        foreach (var (part, place) in new[] { ("train", "0.5 0.5 0.2 0.2"), ("valid", "0.25 0.25 0.1 0.1"), ("test", "0.75 0.75 0.5 0.5") })
        {
            for (var i = 0; i < 3; i++)
            {
                _folder.Write($"{part}/images/{i}.png", Picture());
                _folder.WriteText($"{part}/labels/{i}.txt", $"0 {place}\n");
            }
        }

        _folder.WriteText("data.yaml", "nc: 2\nnames: [cat, dog]\n");
        var parts = Open();

        Assert.Equal([8, 6.4f, 12, 9.6f], Read(parts.Train, 0).Boxes);
        Assert.Equal([4, 3.2f, 6, 4.8f], Read(parts.Validation!, 0).Boxes);
        Assert.Equal(["cat", "dog"], parts.Train.Schema.Find("box.class")!.Names);
    }

    // Turned round, over the edge, outside, without area, and twice: each is mended or left out, counted and named.
    [Fact]
    public void Boxes_that_are_wrong_are_mended_and_counted()
    {
        Write("csv");
        _folder.WriteText(
            "boxes.csv",
            """
            filename,class,xmin,ymin,xmax,ymax
            0.png,cat,10,5,2,1
            0.png,dog,15,4,25,12
            0.png,dog,30,4,35,12
            0.png,dog,5,5,5,9
            1.png,cat,2,1,10,5
            1.png,cat,2,1,10,5

            """
        );

        var parts = Open();
        var notes = parts.Notes.Select(note => note.Text).ToArray();

        Assert.Equal([2f, 1, 10, 5, 15, 4, 20, 12], Read(parts.Train, 0).Boxes);
        Assert.Equal([2f, 1, 10, 5], Read(parts.Train, 1).Boxes);
        Assert.Contains("Warning: turned back: 1 box has its sides the wrong way round (0.png).", notes);
        Assert.Contains("Warning: cut at the edge: 1 box reaches over the edge of its picture (0.png).", notes);
        Assert.Contains("Warning: left out: 1 box lies outside of its picture (0.png).", notes);
        Assert.Contains("Warning: left out: 1 box has no area (0.png).", notes);
        Assert.Contains("Warning: left out: 1 box is there twice (1.png).", notes);
        Assert.Contains(notes, note =>
            note.Contains("10 of 12 pictures have no boxes: they count as background", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Missing_pairs_and_unknown_classes_are_refused_together_or_left_out()
    {
        Write("voc");
        _folder.Write("alone.png", Picture());
        _folder.WriteText("gone.xml", Voc("gone"));

        var problem = Assert.Throws<DecantException>(() => Open(("classes", "cat")));
        var kept = Open(("classes", "cat"), ("bad-files", "skip"));

        Assert.Contains("1 picture has no annotation (alone.png).", problem.Message, StringComparison.Ordinal);
        Assert.Contains("1 annotation has no picture (gone).", problem.Message, StringComparison.Ordinal);
        Assert.Contains("12 boxes have a class that data.classes does not name (0.png: dog", problem.Message, StringComparison.Ordinal);
        Assert.Equal([2f, 1, 10, 5], Read(kept.Train, 0).Boxes);
    }

    [Fact]
    public void A_picture_that_was_made_smaller_takes_its_boxes_along_and_one_that_was_cut_is_refused()
    {
        Write("voc");
        _folder.Write("0.png", Picture(Width / 2, Height / 2));
        Assert.Contains(
            "1 picture has another size than its annotation says (0.png).",
            string.Join(' ', Open(("size", "20x16")).Notes.Select(note => note.Text)),
            StringComparison.Ordinal
        );
        Assert.Equal(s_boxes, Read(Open(("size", "20x16")).Train, 0).Boxes);

        _folder.Write("1.png", Picture(Width / 2, Height));
        Assert.Contains(
            "1 picture has another form than its annotation says (1.png).",
            Assert.Throws<DecantException>(() => Open(("size", "20x16"))).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(
        "0.xml",
        "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><annotation>&b;</annotation>",
        "it is no XML of Pascal VOC"
    )]
    [InlineData("0.xml", "<annotation><object><name>cat</name></object></annotation>", "expected an <object> with a bndbox")]
    [InlineData(
        "0.xml",
        "<annotation><object><name>cat</name><bndbox><xmin>one</xmin></bndbox></object></annotation>",
        "a number in <xmin>, received 'one'"
    )]
    [InlineData("a.json", "{ \"images\": [] }", "it is no JSON of COCO with images, annotations and categories")]
    [InlineData("0.txt", "0 0.5 0.5\n", "line 1: expected the number of a class")]
    [InlineData("0.txt", "7 0.5 0.5 0.1 0.1\n", "class 7 has no name, there are 1 (cat)")]
    [InlineData("boxes.csv", "filename,class,xmin,ymin,xmax\n0.png,cat,1,2,3\n", "expected a column with the bottom of each box")]
    [InlineData(
        "boxes.csv",
        "filename,class,xmin,ymin,xmax,ymax\n0.png,cat,1,2,3,x\n",
        "line 2: expected a number as bottom, received 'x'"
    )]
    [InlineData("0.txt", "0 0.5 0.5 0.1 0.1 0.9\n", "line 1: expected the number of a class")]
    [InlineData("notes.md", "nothing", "no file tells the boxes of pictures")]
    public void A_file_that_cannot_be_read_says_what_was_expected(string file, string text, string expected)
    {
        _folder.Write("0.png", Picture());
        _folder.WriteText(file, text);
        if (file == "0.txt")
        {
            _folder.WriteText("classes.txt", "cat\n");
        }

        Assert.Contains(expected, Assert.Throws<DecantException>(() => Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_form_that_is_stated_and_not_there_is_refused()
    {
        Write("yolo");

        Assert.Contains(
            "no file tells the boxes of pictures",
            Assert.Throws<DecantException>(() => Open(("format", "voc"))).Message,
            StringComparison.Ordinal
        );
    }

    // Corners (0.1, 0.25), (0.5, 0.25), (0.5, 0.75), (0.1, 0.75) of 20x16.
    [Fact]
    public void A_polygon_becomes_the_box_around_it()
    {
        Write("yolo");
        _folder.WriteText("0.txt", "1 0.1 0.25 0.5 0.25 0.5 0.75 0.1 0.75\n");

        Assert.All(Read(Open().Train, 0).Boxes.Zip(new float[] { 2, 4, 10, 12 }), pair => Assert.Equal(pair.Second, pair.First, 1e-4f));
    }

    // From 0 as some programs count, and far outside, which is cut and told.
    [Fact]
    public void Pixels_from_0_are_the_edge_and_pixels_outside_are_cut()
    {
        Write("voc");
        _folder.WriteText("0.xml", Voc("0").Replace("<xmin>3</xmin>", "<xmin>0</xmin>", StringComparison.Ordinal));
        _folder.WriteText("1.xml", Voc("1").Replace("<xmin>3</xmin>", "<xmin>-7</xmin>", StringComparison.Ordinal));

        var parts = Open();

        Assert.Equal(0, Read(parts.Train, 0).Boxes[0]);
        Assert.Equal(0, Read(parts.Train, 1).Boxes[0]);
        Assert.Contains(parts.Notes, note => note.Text == "Warning: cut at the edge: 1 box reaches over the edge of its picture (1.png).");
    }

    [Fact]
    public void Blood_cells_come_with_their_own_parts()
    {
        var data = DataSources.Open(
            "image-boxes",
            new Dictionary<string, string>
            {
                ["path"] = Path.Combine(RealData.RootWith("bccd.tar.gz"), "bccd.tar.gz"),
                ["size"] = "160x120",
            },
            "."
        );

        Assert.Equal((205, 87, 72), (data.Train.Count, data.Validation!.Count, data.Test!.Count));
        Assert.Equal(["Platelets", "RBC", "WBC"], data.Train.Schema.Find("box.class")!.Names);
        Assert.All(Enumerable.Range(0, 72), index => Assert.NotEmpty(Read(data.Test, index).Boxes));
    }

    private SourceParts Open(params (string Key, string Value)[] options)
    {
        var source = new ImageBoxesSource();
        var values = options.ToDictionary(option => option.Key, option => option.Value);
        values["path"] = _folder.Path;
        return source.Open(new DataOptions(values, source.Options, "."));
    }

    private static byte[] Picture(int width = Width, int height = Height) =>
        PngEncoder.Encode(new Picture(3, height, width, [.. Enumerable.Range(0, 3 * height * width).Select(i => (byte)(i % 100))]));

    private static (float[] Boxes, long[] Classes, long[] Crowds) Read(Dataset data, int index)
    {
        using var sample = new Sample([.. data.Schema.Fields]);
        data.Read(index, sample);
        return (
            sample.Numbers<float>("boxes").ToArray(),
            sample.Numbers<long>("box.class").ToArray(),
            sample.Numbers<long>("box.crowd").ToArray()
        );
    }

    private void Write(string format, int count = 12)
    {
        for (var i = 0; i < count; i++)
        {
            var name = i.ToString(CultureInfo.InvariantCulture);
            _folder.Write($"{name}.png", Picture());
            switch (format)
            {
                case "voc":
                    _folder.WriteText($"{name}.xml", Voc(name));
                    break;
                case "yolo":
                    _folder.WriteText($"{name}.txt", "0 0.3 0.1875 0.4 0.25\n1 0.6 0.5 0.4 0.5\n");
                    break;
            }
        }

        if (format == "yolo")
        {
            _folder.WriteText("classes.txt", "cat\ndog\n");
        }
        else if (format == "coco")
        {
            var images = Enumerable
                .Range(0, count)
                .Select(i => $$"""{ "id": {{i + 5}}, "file_name": "{{i}}.png", "width": 20, "height": 16 }""");
            var boxes = Enumerable
                .Range(0, count)
                .SelectMany(i =>
                    new[]
                    {
                        $$"""{ "image_id": {{i + 5}}, "category_id": 3, "bbox": [2, 1, 8, 4], "iscrowd": 0 }""",
                        $$"""{ "image_id": {{i + 5}}, "category_id": 90, "bbox": [8, 4, 8, 8], "iscrowd": 1 }""",
                    }
                );
            _folder.WriteText(
                "boxes.json",
                $$"""
                { "images": [{{string.Join(',', images)}}], "annotations": [{{string.Join(',', boxes)}}],
                  "categories": [{ "id": 90, "name": "dog" }, { "id": 3, "name": "cat" }] }
                """
            );
        }
        else if (format == "csv")
        {
            var rows = Enumerable.Range(0, count).Select(i => $"{i}.png,cat,2,1,10,5\n{i}.png,dog,8,4,16,12\n");
            _folder.WriteText("boxes.csv", $"filename,class,xmin,ymin,xmax,ymax\n{string.Concat(rows)}");
        }
    }

    // Pixels from 1, both ends included.
    private static string Voc(string name) =>
        $"""
            <annotation><filename>{name}.png</filename><size><width>20</width><height>16</height><depth>3</depth></size>
            <object><name>cat</name><difficult>0</difficult><bndbox><xmin>3</xmin><ymin>2</ymin><xmax>10</xmax><ymax>5</ymax></bndbox></object>
            <object><name>dog</name><difficult>1</difficult><bndbox><xmin>9</xmin><ymin>5</ymin><xmax>16</xmax><ymax>12</ymax></bndbox></object>
            </annotation>
            """;
}
