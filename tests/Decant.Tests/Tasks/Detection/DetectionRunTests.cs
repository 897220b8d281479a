using System.Xml.Linq;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Reporting;
using Decant.Runs;
using Decant.Students;
using Decant.Tasks;
using Decant.Tasks.Detection;
using Decant.Tests.Pipeline;
using Decant.Tests.Shared;

namespace Decant.Tests.Tasks.Detection;

/// <summary>A whole run of things in pictures, on the built-in shapes.</summary>
public class DetectionRunTests(DetectionRunTests.Shapes shapes) : IClassFixture<DetectionRunTests.Shapes>
{
    private Run Run => shapes.Run.Outcome.Run;

    [Fact]
    public void A_run_ends_with_a_teacher_and_a_student_that_find_things()
    {
        var teacher = shapes.Run.Arm(ArmNames.Teacher).Seeds[0].Test;
        var student = shapes.Run.Arm(ArmNames.Distilled).Seeds[0];

        Assert.Equal("meanAveragePrecision50", Run.Metric.Name);
        Assert.True(teacher.Metric("meanAveragePrecision50") > 0.1, $"{teacher.Metric("meanAveragePrecision50")}");
        Assert.InRange(student.Test.Metric("meanAveragePrecision50")!.Value, 0.01, 1);
        Assert.Equal(["detection-soft-targets", "hard-labels"], student.Epochs[0].LossTerms.Select(term => term.Name));
        Assert.Equal(["disc", "square", "triangle", "ring", "cross"], Run.Data.Targets);
        Assert.Equal(["logits", "scores", "distances", "boxes"], student.Model.Outputs.Select(output => output.Name));
    }

    [Fact]
    public void The_report_shows_boxes_of_truth_teacher_and_student_and_precision_by_recall()
    {
        var page = XDocument.Parse(HtmlReport.Of(Run).Replace("<!DOCTYPE html>", "", StringComparison.Ordinal));
        var section = page.Descendants("section").Single(part => part.Attribute("id")?.Value == "boxes");
        XNamespace svg = "http://www.w3.org/2000/svg";
        var truth = Run.Arms[0].Seeds[0].Test.Boxes.ToDictionary(picture => picture.Sample, picture => picture.Truth.Count);

        Assert.Equal(
            ["Sample", "Truth", "Teacher", "Distilled student"],
            section.Descendants("thead").Single().Descendants("th").Select(cell => cell.Value)
        );
        Assert.Equal(6, section.Descendants("tbody").Single().Elements("tr").Count());
        Assert.All(section.Descendants("tbody").Single().Elements("tr"), row =>
            Assert.Equal(
                truth[int.Parse(row.Element("th")!.Value, System.Globalization.CultureInfo.InvariantCulture)],
                row.Elements("td").First().Descendants(svg + "rect").Count()
            )
        );
        Assert.Contains(page.Descendants("section"), part => part.Attribute("id")?.Value == "precision-recall");
        Assert.Contains("AP at 0.5, student − teacher", HtmlReport.Of(Run), StringComparison.Ordinal);
    }

    [Fact]
    public void The_exported_file_answers_in_ONNX_Runtime_as_here()
    {
        OnnxRuntimeOracle.SkipIfMissing();
        var inputs = new Dictionary<string, Tensor> { [Network.Input] = Images(3) };

        var expected = OnnxRuntimeOracle.Run(File.ReadAllBytes(FileOf("student.onnx")), inputs);
        var actual = GraphRun.Of(shapes.Run["student.onnx"], inputs, "managed");

        foreach (var (name, numbers) in actual)
        {
            Assert.All(expected[name].Span<float>().ToArray().Zip(numbers.Span<float>().ToArray()), pair =>
                Assert.Equal(pair.First, pair.Second, 1e-3 * Math.Max(1, Math.Abs(pair.First)))
            );
        }
    }

    [Fact]
    public void Boxes_that_the_file_keeps_after_suppression_in_ONNX_Runtime_are_those_that_are_measured()
    {
        OnnxRuntimeOracle.SkipIfMissing();
        const int pictures = 20;
        var inputs = new Dictionary<string, Tensor> { [Network.Input] = Images(pictures) };
        var rows = OnnxRuntimeOracle.Run(File.ReadAllBytes(FileOf(ObjectDetection.SuppressedFile)), inputs)["detections"];
        var network = OnnxRuntimeOracle.Run(File.ReadAllBytes(FileOf("student.onnx")), inputs);
        var (scores, boxes) = (network["scores"].Span<float>().ToArray(), network["boxes"].Span<float>().ToArray());
        var expected = Enumerable
            .Range(0, pictures)
            .SelectMany(n =>
                NonMaximumSuppression
                    .Of(Part(scores, n), Part(boxes, n))
                    .Select(box =>
                        new double[]
                        {
                            n,
                            box.Class,
                            (float)box.Score,
                            (float)box.Box.Left,
                            (float)box.Box.Top,
                            (float)box.Box.Right,
                            (float)box.Box.Bottom,
                        }
                    )
            )
            .ToArray();

        Assert.InRange(expected.Length, 5, 20_000);
        Assert.Equal([expected.Length, 7], rows.Dimensions.ToArray());
        var actual = rows.Span<float>().ToArray().Chunk(7).ToArray();
        for (var row = 0; row < actual.Length; row++)
        {
            Assert.Equal(expected[row], actual[row].Select(number => (double)number));
        }

        static float[] Part(float[] all, int n) => all[(n * all.Length / pictures)..((n + 1) * all.Length / pictures)];
    }

    [Fact]
    public void Data_without_boxes_are_refused_and_so_are_levels_without_a_stage()
    {
        var task = LearningTasks.Of("object-detection");

        Assert.Contains(
            "expected data with the fields 'boxes'",
            Assert.Throws<DecantException>(() => task.Goal(Decant.Data.Digits.DigitImages.Draw(1, "train", 10, 0.5), null)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "3 levels of 2 stages",
            Assert
                .Throws<DecantException>(() =>
                    Network.Build(new Detector { Channels = [4, 8] }, [3, 32, 32], new NetworkHead(task, 2), InputScaling.None, 1)
                )
                .Message,
            StringComparison.Ordinal
        );
    }

    // Every stage halves and rounds up: 33x47 becomes 17x24, 9x12, 5x6, 3x3, and the last two are levels.
    [Theory]
    [InlineData(96, 96, 180)]
    [InlineData(60, 83, 112)]
    [InlineData(33, 47, 39)]
    public void Pictures_of_odd_sizes_have_places_at_every_level(int height, int width, int places)
    {
        var network = Network.Build(
            new Detector
            {
                Channels = [4, 6, 8, 8],
                Levels = 2,
                Width = 8,
            },
            [3, height, width],
            new NetworkHead(LearningTasks.Of("object-detection"), 3),
            InputScaling.None,
            1
        );

        Assert.Equal(new Shape("N", 3, places), network[Network.Logits].Shape);
        Assert.Equal(new Shape("N", places, 32), network[ObjectDetection.Distances].Shape);
        Assert.Equal(new Shape("N", places, 4), network[ObjectDetection.Boxes].Shape);
    }

    private string FileOf(string name) => Path.Combine(shapes.Run.Outcome.Folder, name);

    private static Tensor Images(int count)
    {
        var data = Decant.Data.Shapes.ShapeImages.Draw(9, "test", count, 96, 96);
        var images = new Tensor(ElementType.Float32, count, 3, 96, 96);
        for (var n = 0; n < count; n++)
        {
            data.Read(n, images.Span<float>().Slice(n * data.SampleSize, data.SampleSize));
        }

        return images;
    }

    /// <summary>The run, once for all tests.</summary>
    public sealed class Shapes : IDisposable
    {
        internal SmallRun Run { get; } =
            new(
                "task=object-detection",
                "data={ source: shapes, train-images: 300, test-images: 60 }",
                "teacher={ train: { model: detector, channels: [8, 16, 24, 32], levels: 2, width: 16, epochs: 12 } }",
                "student={ model: detector, channels: [6, 8, 12, 16], levels: 2, width: 12, blocks: 0 }",
                "losses=[{ detection-soft-targets: { weight: 1 } }, { hard-labels: { weight: 0.5 } }]",
                "training.epochs=6",
                "training.batch=10",
                "training.optimizer=adamw",
                "training.learning-rate=0.008",
                "compare.arms=[]"
            );

        /// <inheritdoc/>
        public void Dispose() => Run.Dispose();
    }
}
