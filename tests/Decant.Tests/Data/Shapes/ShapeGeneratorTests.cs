using Decant.Data.Fields;
using Decant.Data.Shapes;

namespace Decant.Tests.Data.Shapes;

public class ShapeGeneratorTests
{
    private const int Width = 96;
    private const int Height = 64;

    [Fact]
    public void A_picture_is_the_same_whenever_it_is_drawn()
    {
        var (first, second) = (Draw(3, 5), Draw(3, 5));

        Assert.Equal(first.Pixels, second.Pixels);
        Assert.Equal(first.Boxes, second.Boxes);
        Assert.NotEqual(first.Pixels, Draw(4, 5).Pixels);
    }

    // What can be seen of a thing lies in its box; and where nothing covers it, the box is as small as can be.
    [Fact]
    public void Boxes_are_tight_around_what_is_drawn()
    {
        var tight = 0;
        for (var index = 0; index < 60; index++)
        {
            var (_, boxes, classes) = Draw(1, index);
            foreach (var box in boxes)
            {
                Assert.True(box is { Left: >= 0, Top: >= 0, Right: <= Width, Bottom: <= Height } && box.Area >= 4, box.ToString());
                var own = Pixels(classes).Where(at => classes[(at.Y * Width) + at.X] == box.Class + 1 && IsIn(at, box)).ToArray();
                Assert.NotEmpty(own);
                tight +=
                    (own.Min(at => at.X), own.Min(at => at.Y), own.Max(at => at.X) + 1, own.Max(at => at.Y) + 1)
                    == ((int)box.Left, (int)box.Top, (int)box.Right, (int)box.Bottom)
                        ? 1
                        : 0;
            }
        }

        Assert.True(tight > 100, $"{tight} boxes are tight");
    }

    // A pixel of a thing lies in a box of its class, but for things of which too little is left.
    [Fact]
    public void Nearly_every_pixel_of_a_thing_lies_in_a_box_of_its_class()
    {
        var (inside, all) = (0, 0);
        for (var index = 0; index < 60; index++)
        {
            var (_, boxes, classes) = Draw(2, index);
            foreach (var at in Pixels(classes).Where(at => classes[(at.Y * Width) + at.X] > 0))
            {
                inside += boxes.Any(box => box.Class + 1 == classes[(at.Y * Width) + at.X] && IsIn(at, box)) ? 1 : 0;
                all++;
            }
        }

        Assert.True(inside > 0.95 * all, $"{inside} of {all}");
    }

    [Fact]
    public void Kinds_are_equally_frequent_and_some_pictures_are_empty()
    {
        var pictures = Enumerable.Range(0, 400).Select(index => Draw(5, index).Boxes).ToArray();
        var kinds = pictures.SelectMany(boxes => boxes).CountBy(box => box.Class).ToArray();

        Assert.Equal(5, kinds.Length);
        Assert.True(kinds.Min(kind => kind.Value) > 0.75 * kinds.Max(kind => kind.Value));
        Assert.InRange(pictures.Count(boxes => boxes.Length == 0), 8, 80);
    }

    [Fact]
    public void A_data_set_has_boxes_their_classes_and_a_mask()
    {
        var data = ShapeImages.Draw(1, "train", 12, Width, Height);
        using var sample = new Sample([.. data.Schema.Fields]);

        data.Read(7, sample);

        var boxes = Draw(1, 7).Boxes;
        Assert.Equal([3, Height, Width], data.SampleShape);
        Assert.Equal(boxes.SelectMany(box => new[] { box.Left, box.Top, box.Right, box.Bottom }), sample.Numbers<float>("boxes").ToArray());
        Assert.Equal(boxes.Select(box => (long)box.Class), sample.Numbers<long>("box.class").ToArray());
        Assert.All(sample.Numbers<long>("box.crowd").ToArray(), crowd => Assert.Equal(0, crowd));
        Assert.Equal(Draw(1, 7).Classes.Select(one => (long)one), sample.Numbers<long>("mask").ToArray());
        Assert.NotEqual(data.Fingerprint, ShapeImages.Draw(2, "train", 12, Width, Height).Fingerprint);
    }

    private static (byte[] Pixels, PictureBox[] Boxes, sbyte[] Classes) Draw(ulong seed, int index)
    {
        var (pixels, classes) = (new byte[3 * Width * Height], new sbyte[Width * Height]);
        var boxes = new ShapeGenerator(seed, "train", Width, Height).Draw(index, pixels, classes);
        return (pixels, boxes, classes);
    }

    private static IEnumerable<(int X, int Y)> Pixels(sbyte[] classes) =>
        Enumerable.Range(0, classes.Length).Select(place => (place % Width, place / Width));

    private static bool IsIn((int X, int Y) at, PictureBox box) =>
        at.X >= box.Left && at.X < box.Right && at.Y >= box.Top && at.Y < box.Bottom;
}
