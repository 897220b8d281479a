using System.Globalization;
using System.Xml.Linq;
using Decant.Data;
using Decant.Data.Digits;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Reporting;
using Decant.Runs;
using Decant.Students;
using Decant.Tasks;
using Decant.Tasks.Segmentation;
using Decant.Tests.Pipeline;
using Decant.Tests.Shared;

namespace Decant.Tests.Tasks.Segmentation;

/// <summary>A whole run of a class for each pixel, on what the built-in digits know about their strokes.</summary>
public class SegmentationRunTests(SegmentationRunTests.Digits digits) : IClassFixture<SegmentationRunTests.Digits>
{
    private Run Run => digits.Run.Outcome.Run;

    [Fact]
    public void A_run_ends_with_a_student_that_knows_more_than_paper()
    {
        var test = digits.Run.Arm(ArmNames.Teacher).Seeds[0].Test;
        var paper = (double)test.Confusion!.Row(0).ToArray().Sum() / test.Confusion.Total;

        Assert.Equal("meanIntersectionOverUnion", Run.Metric.Name);
        Assert.True(test.Metric("meanIntersectionOverUnion") > paper / 7, $"{test.Metric("meanIntersectionOverUnion")} of {paper}");
        Assert.InRange(digits.Run.Arm(ArmNames.Distilled).Seeds[0].Test.Metric("agreement")!.Value, 0.3, 1);
        Assert.Equal(["paper", .. DigitImages.Strokes.Columns], Run.Data.Targets);
        Assert.Contains("mean intersection over union", digits.Run.Outcome.Verdict!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_shows_pictures_of_truth_teacher_and_student()
    {
        var page = XDocument.Parse(HtmlReport.Of(Run).Replace("<!DOCTYPE html>", "", StringComparison.Ordinal));
        var section = page.Descendants("section").Single(part => part.Attribute("id")?.Value == "pictures");
        XNamespace svg = "http://www.w3.org/2000/svg";
        var rows = section.Descendants("tbody").Single().Elements("tr").ToArray();

        Assert.Equal(
            ["Sample", "Image", "Truth", "Teacher", "Distilled student"],
            section.Descendants("thead").Single().Descendants("th").Select(cell => cell.Value)
        );
        Assert.Equal(6, rows.Length);
        Assert.All(rows, row => Assert.Equal(4, row.Descendants(svg + "svg").Count()));

        // Each picture has every pixel once.
        var pictures = section
            .Descendants(svg + "svg")
            .Select(picture => picture.Elements(svg + "path").Sum(path => Area(path.Attribute("d")!.Value)));
        Assert.All(pictures, area => Assert.Equal(28 * 28 * 16, area));
    }

    [Fact]
    public void The_table_compares_the_classes_by_their_intersection_over_union()
    {
        var page = HtmlReport.Of(Run);

        Assert.Contains("IoU, student − teacher", page, StringComparison.Ordinal);
        Assert.Contains("\"studentIntersectionOverUnion\"", SummaryJson.Of(Run), StringComparison.Ordinal);
        Assert.Contains(
            "\"intersectionOverUnion\"",
            EvaluationJson.Of(Run.Arms[0].Seeds[0].Test, Run.Data.AnswerNames),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_exported_file_gives_the_answers_of_ONNX_Runtime_for_every_pixel()
    {
        OnnxRuntimeOracle.SkipIfMissing();
        var inputs = new Dictionary<string, Tensor> { [Network.Input] = Images(3) };
        var expected = OnnxRuntimeOracle.Run(File.ReadAllBytes(Path.Combine(digits.Run.Outcome.Folder, "student.onnx")), inputs);
        var actual = GraphRun.Of(digits.Run["student.onnx"], inputs, "managed");

        Assert.Equal([Network.Logits, Network.Probabilities], actual.Keys.Order());
        Assert.Equal([3, 7, 28, 28], expected[Network.Logits].Dimensions.ToArray());
        foreach (var (name, numbers) in actual)
        {
            Assert.All(expected[name].Span<float>().ToArray().Zip(numbers.Span<float>().ToArray()), pair =>
                Assert.Equal(pair.First, pair.Second, 1e-4 * Math.Max(1, Math.Abs(pair.First)))
            );
        }

        // The classes of a pixel share a probability of 1.
        var probabilities = actual[Network.Probabilities].Span<float>().ToArray();
        Assert.All(Enumerable.Range(0, 28 * 28), pixel =>
            Assert.Equal(1, Enumerable.Range(0, 7).Sum(c => probabilities[(c * 28 * 28) + pixel]), 1e-5)
        );
    }

    [Theory]
    [InlineData(28, 28)]
    [InlineData(7, 5)]
    [InlineData(1, 9)]
    [InlineData(2, 3)]
    public void The_network_answers_at_the_size_of_the_image(int height, int width)
    {
        var network = Network.Build(
            new FullyConvolutional(),
            [1, height, width],
            new NetworkHead(LearningTasks.Of("image-segmentation"), 3),
            InputScaling.None,
            1
        );

        Assert.Equal(new Shape("N", 3, height, width), network[Network.Logits].Shape);
    }

    [Fact]
    public void A_network_with_one_answer_per_sample_is_refused_and_so_is_one_with_many()
    {
        Assert.Contains(
            "expected a network that answers [N, C, H, W], received one that answers",
            Refusal(new Cnn(), "image-segmentation"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "expected a network that answers [N, C], received one that answers",
            Refusal(new FullyConvolutional(), "image-classification"),
            StringComparison.Ordinal
        );

        static string Refusal(Architecture architecture, string task) =>
            Assert
                .Throws<DecantException>(() =>
                    Network.Build(architecture, [1, 8, 8], new NetworkHead(LearningTasks.Of(task), 3), InputScaling.None, 1)
                )
                .Message;
    }

    [Fact]
    public void Data_without_masks_are_refused_and_masks_have_names()
    {
        var task = LearningTasks.Of("image-segmentation");
        Dataset data = DigitImages.Draw(1, "train", 20, 0.5);

        Assert.Equal("mask", task.Goal(data, null).Truth!.Name);
        Assert.Contains("nearest: 'mask'", Assert.Throws<DecantException>(() => task.Goal(data, "maks")).Message, StringComparison.Ordinal);
        Assert.Contains(
            "'rows' has none",
            Assert.Throws<DecantException>(() => task.Goal(new MemoryTable("rows", ["x"], [1f], [-1], []), null)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_task_is_at_most_ten_files()
    {
        var folder = Path.Combine(Path.GetDirectoryName(Here())!, "../../../../src/Decant/Tasks/Segmentation");

        Assert.InRange(Directory.GetFiles(folder).Length, 1, 9);
    }

    private static string Here([System.Runtime.CompilerServices.CallerFilePath] string file = "") => file;

    // M x y h length v height h −length z
    private static double Area(string path) =>
        path.Split('z', StringSplitOptions.RemoveEmptyEntries)
            .Sum(piece =>
                double.Parse(piece.Split('h')[1].Split('v')[0], CultureInfo.InvariantCulture)
                * double.Parse(piece.Split('v')[1].Split('h')[0], CultureInfo.InvariantCulture)
            );

    private static Tensor Images(int count)
    {
        var data = DigitImages.Draw(9, "test", 10, 0.5);
        var images = new Tensor(ElementType.Float32, count, 1, 28, 28);
        for (var n = 0; n < count; n++)
        {
            data.Read(n, images.Span<float>().Slice(n * data.SampleSize, data.SampleSize));
        }

        return images;
    }

    /// <summary>The run, once for all tests.</summary>
    public sealed class Digits : IDisposable
    {
        internal SmallRun Run { get; } =
            new(
                "task=image-segmentation",
                "teacher={ train: { model: fcn, channels: [6, 8], epochs: 4 } }",
                "student={ model: fcn, channels: [3, 4] }",
                "losses=[{ soft-targets: { temperature: 2, weight: 0.9 } }, { hard-labels: { weight: 0.1 } }]",
                "training.optimizer=adamw",
                "training.learning-rate=0.01",
                "compare.arms=[]"
            );

        /// <inheritdoc/>
        public void Dispose() => Run.Dispose();
    }
}
