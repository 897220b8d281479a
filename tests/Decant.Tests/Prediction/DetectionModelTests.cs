using Decant.Data.Images;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Inference;
using Decant.Engine.Onnx;
using Decant.Engine.Operators;
using Decant.Prediction;
using Decant.Tasks.Detection;

namespace Decant.Tests.Prediction;

/// <summary>A detector's file answers pictures of any size, and what it finds is drawn.</summary>
public sealed class DetectionModelTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("decant-detection-model-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_letter_box_is_undone_and_a_box_ends_at_the_edge_of_the_picture()
    {
        // 40 × 40 pixels become 10 × 10 in the middle of 20 × 10: a quarter of the size, five columns from the left.
        using var model = Detector("", [5, 0, 15, 10], [6, 1, 10, 30], [0.9f, 0.8f]);
        var found = Assert.Single(new DetectionModel(model).Run([White("a.png", 40, 40)], TestContext.Current.CancellationToken));

        Assert.Equal((40, 40), (found.Picture!.Width, found.Picture.Height));
        Assert.Equal(
            [new FoundBox(0, 0.9f, new BoxInPicture(0, 0, 40, 40)), new FoundBox(0, 0.8f, new BoxInPicture(4, 4, 20, 40))],
            found.Boxes
        );
    }

    [Fact]
    public void Pictures_that_were_stretched_in_training_are_stretched()
    {
        using var model = Detector("data:\n  source: image-boxes\n  fit: stretch\n", [5, 0, 15, 10], [0, 0, 1, 1], [0.9f, 0]);
        var found = Assert.Single(new DetectionModel(model).Run([White("a.png", 40, 40)], TestContext.Current.CancellationToken));

        Assert.Equal([new FoundBox(0, 0.9f, new BoxInPicture(10, 0, 30, 40))], found.Boxes);
    }

    [Fact]
    public void A_file_that_is_no_picture_has_a_problem_and_the_others_an_answer()
    {
        using var model = Detector("", [5, 0, 15, 10], [0, 0, 1, 1], [0.9f, 0]);
        File.WriteAllText(Path.Combine(_folder, "b.png"), "text");
        PictureWithBoxes[] found =
        [
            .. new DetectionModel(model).Run([Path.Combine(_folder, "b.png"), White("a.png", 9, 7)], TestContext.Current.CancellationToken),
        ];

        Assert.Contains("expected JPEG, PNG", found[0].Problem, StringComparison.Ordinal);
        Assert.Equal((0, 1), (found[0].Boxes.Count, found[1].Boxes.Count));
    }

    [Fact]
    public void A_file_without_scores_and_boxes_is_refused()
    {
        var graph = new Graph("other");
        graph.AddOutput(graph.AddInput("input", ElementType.Float32, new Shape("N", 3, 4, 4)).Relu(), "probabilities");
        using var model = Load(graph);
        var problem = Assert.Throws<DecantException>(() => new DetectionModel(model));
        Assert.Contains("expected the outputs 'scores' and 'boxes', received 'probabilities'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_with_suppression_inside_names_the_one_to_take()
    {
        var problem = Assert.Throws<DecantException>(() => DetectionModel.RequireNetwork("run/student-detections.onnx"));
        Assert.Contains("student.onnx next to it", problem.Message, StringComparison.Ordinal);
        DetectionModel.RequireNetwork("run/student.onnx");
    }

    [Fact]
    public void A_frame_has_the_colour_of_its_class_and_leaves_what_is_inside()
    {
        var picture = new Picture(1, 60, 80, new byte[60 * 80]);
        var drawn = BoxDrawing.Draw(picture, [new FoundBox(1, 0.5, new BoxInPicture(10, 20, 50, 55))], ["a", "b"]);

        Assert.Equal((3, 60, 80), (drawn.Channels, drawn.Height, drawn.Width));
        var colour = BoxDrawing.Colour(1);
        foreach (var (x, y) in new[] { (10, 20), (49, 20), (10, 54), (49, 54), (30, 54), (10, 40), (49, 40) })
        {
            Assert.Equal(colour, Pixel(x, y));
        }

        foreach (var (x, y) in new[] { (30, 40), (9, 40), (50, 40), (30, 55), (0, 0) })
        {
            Assert.Equal((0, 0, 0), Pixel(x, y));
        }

        (byte, byte, byte) Pixel(int x, int y) =>
            (drawn.Pixels[(y * 80) + x], drawn.Pixels[((60 + y) * 80) + x], drawn.Pixels[((120 + y) * 80) + x]);
    }

    [Fact]
    public void The_colours_of_thirty_classes_differ_visibly()
    {
        var colours = Enumerable.Range(0, 30).Select(BoxDrawing.Colour).ToArray();
        for (var a = 0; a < colours.Length; a++)
        {
            for (var b = 0; b < a; b++)
            {
                var (p, q) = (colours[a], colours[b]);
                Assert.True(Math.Abs(p.Red - q.Red) + Math.Abs(p.Green - q.Green) + Math.Abs(p.Blue - q.Blue) >= 12, $"{a} and {b}");
            }
        }
    }

    [Theory]
    [InlineData('I', "###", ".#.", ".#.", ".#.", "###")]
    [InlineData('l', "#..", "#..", "#..", "#..", "###")]
    [InlineData('7', "###", "..#", ".#.", ".#.", ".#.")]
    [InlineData('é', "###", "..#", ".#.", "...", ".#.")]
    public void Letters_are_drawn_pixel_by_pixel(char letter, params string[] rows)
    {
        var pixels = PixelLetters.Of(letter).ToHashSet();
        Assert.Equal(
            rows,
            Enumerable
                .Range(0, PixelLetters.Height)
                .Select(y => string.Concat(Enumerable.Range(0, 3).Select(x => pixels.Contains((x, y)) ? '#' : '.')))
        );
    }

    [Fact]
    public void Pictures_of_one_name_are_all_drawn()
    {
        var drawn = new DrawnPictures(Path.Combine(_folder, "drawn"), ["a"]);
        var picture = new Picture(3, 8, 8, new byte[3 * 64]);
        drawn.Add(new PictureWithBoxes("one/p.jpg", picture, []));
        drawn.Add(new PictureWithBoxes("two/p.png", picture, []));

        Assert.Equal(
            ["p-2.png", "p.png"],
            Directory.GetFiles(Path.Combine(_folder, "drawn")).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
    }

    private Model Detector(string recipe, float[] first, float[] second, float[] scores)
    {
        var graph = new Graph("detector");
        var nothing =
            graph.AddInput("input", ElementType.Float32, new Shape("N", 3, 10, 20)).ReduceMean([1, 2, 3]).Reshape(new Shape("N", 1, 1)) * 0;
        graph.AddOutput(nothing + graph.AddInitializer("s", Tensor.From<float>(scores, 1, 1, 2)), "scores");
        graph.AddOutput(nothing + graph.AddInitializer("b", Tensor.From<float>([.. first, .. second], 1, 2, 4)), "boxes");
        graph.Metadata["decant.recipe"] = recipe;
        return Load(graph);
    }

    private Model Load(Graph graph)
    {
        var file = Path.Combine(_folder, "model.onnx");
        OnnxFile.Write(graph, file);
        return Model.Load(file);
    }

    private string White(string name, int width, int height)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, PngEncoder.Encode(new Picture(1, height, width, [.. Enumerable.Repeat((byte)255, width * height)])));
        return path;
    }
}
