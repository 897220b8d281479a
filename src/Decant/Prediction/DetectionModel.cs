using System.Text.RegularExpressions;
using Decant.Data.Images;
using Decant.Data.Sources;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Inference;
using Decant.Tasks.Detection;

namespace Decant.Prediction;

/// <summary>
/// Asks a detector that Decant trained about pictures of any size: they are fitted as in training, boxes that overlap too much go, and what
/// is left is told in pixels of the picture itself.
/// </summary>
internal sealed partial class DetectionModel
{
    private const string Task = "object-detection";
    private const string Scores = "scores";
    private const string Boxes = "boxes";
    private const float Brightest = 255;

    private readonly Model _model;
    private readonly ImageForm _form;

    /// <summary>The detector of a file.</summary>
    /// <param name="model">The model.</param>
    /// <exception cref="DecantException">The file answers something else than scores and boxes of places.</exception>
    public DetectionModel(Model model)
    {
        if (!model.Outputs.Any(output => output.Name == Scores) || !model.Outputs.Any(output => output.Name == Boxes))
        {
            throw new DecantException(
                $"a detector: expected the outputs '{Scores}' and '{Boxes}', received "
                    + $"{string.Join(", ", model.Outputs.Select(output => $"'{output.Name}'"))}. Name a student.onnx of the task {Task}."
            );
        }

        // How pictures were fitted is part of the recipe, which the file carries.
        var isStretched = model.Metadata.TryGetValue("decant.recipe", out var recipe) && Stretched().IsMatch(recipe);
        _model = model;
        _form = new ImageForm(model.InputShape[0], model.InputShape[1], model.InputShape[2], MayResize: true, MayConvert: true)
        {
            KeepsRatio = !isStretched,
        };
    }

    /// <summary>Refuses the file that has the suppression of boxes inside: it is for other programs.</summary>
    /// <param name="path">The file of a model.</param>
    /// <exception cref="DecantException">It is that file.</exception>
    public static void RequireNetwork(string path)
    {
        if (Path.GetFileName(path) == ObjectDetection.SuppressedFile)
        {
            throw new DecantException(
                $"'{path}': expected a network alone, this file has the suppression of boxes inside, for other programs. Name the "
                    + "student.onnx next to it: predict suppresses boxes itself."
            );
        }
    }

    /// <summary>Whether a model finds things in pictures.</summary>
    public static bool Takes(Model model) => model.Metadata.GetValueOrDefault("decant.task") == Task;

    /// <summary>What is found in each picture, in the order of the files.</summary>
    /// <param name="files">Pictures, or folders and archives of them.</param>
    /// <param name="cancellation">Stops between two pictures.</param>
    /// <exception cref="DecantException">A file as a whole cannot be read.</exception>
    public IEnumerable<PictureWithBoxes> Run(IEnumerable<string> files, CancellationToken cancellation = default) =>
        files
            .Select(PictureFiles.Of)
            .ToArray()
            .SelectMany(pictures => pictures)
            .Select(picture =>
            {
                cancellation.ThrowIfCancellationRequested();
                return Find(picture.Name, picture.Read);
            });

    private PictureWithBoxes Find(string name, Func<byte[]> read)
    {
        try
        {
            var bytes = read();
            using var file = ImageFile.Open(bytes, name);
            var fit = _form.Fit(file.Height, file.Width);
            var pixels = new byte[_form.Channels * _form.Height * _form.Width];
            fit.Place(file.Read(_form.Channels, fit.Height, fit.Width).Pixels, _form, pixels);
            var picture = ImageFile.Decode(bytes, name);
            return new PictureWithBoxes(name, picture, [.. Answer(pixels).Select(found => InPicture(found, fit, picture))]);
        }
        catch (DecantException problem)
        {
            return new PictureWithBoxes(name, null, [], problem.Message);
        }
    }

    private IEnumerable<FoundBox> Answer(byte[] pixels)
    {
        using var input = new Tensor(ElementType.Float32, 1, _form.Channels, _form.Height, _form.Width);
        var numbers = input.Span<float>();
        for (var place = 0; place < pixels.Length; place++)
        {
            numbers[place] = pixels[place] / Brightest;
        }

        var answers = _model.Run(new Dictionary<string, Tensor> { [_model.Inputs[0].Name] = input });
        try
        {
            return
            [
                .. NonMaximumSuppression
                    .Of(answers[Scores].Span<float>(), answers[Boxes].Span<float>())
                    .OrderByDescending(found => found.Score),
            ];
        }
        finally
        {
            foreach (var answer in answers.Values)
            {
                answer.Dispose();
            }
        }
    }

    // From pixels of what the network saw to those of the picture, and no further than its edges.
    private static FoundBox InPicture(FoundBox found, PictureFit fit, Picture picture)
    {
        var (x, y) = ((double)picture.Width / fit.Width, (double)picture.Height / fit.Height);
        var box = found.Box;
        return found with
        {
            Box = new BoxInPicture(
                Math.Clamp((box.Left - fit.Left) * x, 0, picture.Width),
                Math.Clamp((box.Top - fit.Top) * y, 0, picture.Height),
                Math.Clamp((box.Right - fit.Left) * x, 0, picture.Width),
                Math.Clamp((box.Bottom - fit.Top) * y, 0, picture.Height)
            ),
        };
    }

    [GeneratedRegex(@"^\s*fit:\s*stretch\s*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Stretched();
}
