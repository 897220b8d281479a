using System.Formats.Tar;
using System.IO.Compression;
using Decant.Data.Images;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Tests.Data.Sources;
using Decant.Tests.Shared;

namespace Decant.Tests.Adoption;

/// <summary>Networks that others trained, on photographs and digits: their answers are those of ONNX Runtime.</summary>
public class RealInputTests
{
    private const int Height = 240;
    private const int Width = 320;

    [Theory]
    [InlineData("version-slim-320.onnx")]
    [InlineData("version-RFB-320_without_postprocessing.onnx")]
    public void A_face_detector_sees_in_a_photograph_what_it_sees_in_ONNX_Runtime(string file)
    {
        var path = Path.Combine(RealData.RootWith($"pretrained/ultraface/{file}"), "pretrained/ultraface", file);
        var picture = Photograph(Path.Combine(RealData.RootWith("bccd.tar.gz"), "bccd.tar.gz"));
        using var input = new Tensor(ElementType.Float32, 1, 3, Height, Width);
        for (var i = 0; i < picture.Pixels.Length; i++)
        {
            input.Span<float>()[i] = (picture.Pixels[i] - 127f) / 128;
        }

        AgreesWithOnnxRuntime(path, input, 1e-3);
    }

    [Fact]
    public void A_reader_of_digits_reads_real_ones_as_in_ONNX_Runtime()
    {
        const int header = 16,
            pixels = 28 * 28;
        var path = Path.Combine(RealData.RootWith("pretrained/mnist-cnn/mnist.onnx"), "pretrained/mnist-cnn/mnist.onnx");
        using var digits = new GZipStream(
            File.OpenRead(Path.Combine(RealData.RootWith("mnist"), "mnist/t10k-images-idx3-ubyte.gz")),
            CompressionMode.Decompress
        );
        digits.ReadExactly(new byte[header]);
        var digit = new byte[pixels];
        for (var i = 0; i < 4; i++)
        {
            digits.ReadExactly(digit);
            using var input = Tensor.From<float>(Array.ConvertAll(digit, pixel => ((pixel / 255f) - 0.1307f) / 0.3081f), 1, 1, 28, 28);
            AgreesWithOnnxRuntime(path, input, 1e-4);
        }
    }

    // The file itself there; the file here with either set of kernels; and what was read and written again there.
    private static void AgreesWithOnnxRuntime(string path, Tensor input, double tolerance)
    {
        var graph = OnnxFile.Read(path);
        using var written = new MemoryStream();
        OnnxFile.Write(graph, written);
        var inputs = new Dictionary<string, Tensor>
        {
            [graph.Inputs[0].Name] = input.View(0, [.. graph.Inputs[0].Shape.Select(size => size.IsStatic ? size.Size : 1)]),
        };
        var answers = OnnxRuntimeOracle.RunAll([new(File.ReadAllBytes(path), inputs), new(written.ToArray(), inputs)]);

        Assert.All(answers, answer => Assert.Null(answer.Error));
        foreach (var (name, theirs) in answers[0].Outputs)
        {
            TensorAssert.Close(theirs, answers[1].Outputs[name], tolerance, tolerance);
            TensorAssert.Close(theirs, GraphRun.Of(graph, inputs, "reference")[name], tolerance, tolerance);
            TensorAssert.Close(theirs, GraphRun.Of(graph, inputs, "managed")[name], tolerance, tolerance);
        }
    }

    private static Picture Photograph(string archive)
    {
        using var unpacked = new GZipStream(File.OpenRead(archive), CompressionMode.Decompress);
        using var files = new TarReader(unpacked);
        while (files.GetNextEntry() is { } file)
        {
            if (ImageFile.HasImageName(file.Name) && file.DataStream is { } stream)
            {
                using var bytes = new MemoryStream();
                stream.CopyTo(bytes);
                using var image = ImageFile.Open(bytes.ToArray(), file.Name);
                return image.Read(3, Height, Width);
            }
        }

        throw new InvalidOperationException($"{archive} holds no photograph.");
    }
}
