using System.Formats.Tar;
using System.IO.Compression;
using Decant.Data.Images;
using Decant.Data.Sources;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Onnx;
using Decant.Recipes;
using Decant.Students;
using Decant.Students.Weights;
using Decant.Teachers;
using Decant.Tests.Data.Sources;

namespace Decant.Tests.Students.Weights;

/// <summary>Weights that others trained and published, on the pictures that they were trained for.</summary>
public sealed class PretrainedNetworkTests
{
    private const string Cifar = "cifar10-jpeg.tar.gz";
    private const string Folder = "pretrained";

    private static readonly string[] s_classes = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    // PyTorch/judge_resnets.py: the same numbers on the same pictures; 8103 (ResNet-20) and 8320 (ResNet-56) on all 10,000.
    [Theory]
    [InlineData("resnet20-12fca82f.th", 20, 86)]
    [InlineData("resnet56-4bfd9763.th", 56, 87)]
    public void The_CIFAR_ResNets_get_as_many_pictures_right_as_in_PyTorch(string file, int depth, int right)
    {
        var path = Path.Combine(RealData.RootWith(Cifar), Folder, "resnet-cifar10", file);
        Assert.SkipUnless(File.Exists(path), $"{path} is not there");
        var architecture = Architectures.All.Find("resnet");
        var network = WeightedNetwork
            .Of(
                ArchitectureOptionReader.Read(architecture, [$"depth={depth}", "shortcut=pad"]),
                [3, 32, 32],
                null,
                new InputScaling([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]),
                path
            )
            .Whole();
        using var pool = new WorkerPool(Environment.ProcessorCount);
        using var frozen = new FrozenNetwork(network, 50, DeviceCatalogue.Default(pool));
        using var batch = new Tensor(ElementType.Float32, 50, 3, 32, 32);
        var found = 0;
        foreach (var pictures in Pictures(Path.Combine(RealData.RootWith(Cifar), Cifar)).Chunk(50))
        {
            for (var k = 0; k < pictures.Length; k++)
            {
                pictures[k].Pixels.CopyTo(batch.Span<float>()[(k * 3 * 32 * 32)..]);
            }

            var logits = frozen.Answer(batch, pictures.Length).Span<float>();
            for (var k = 0; k < pictures.Length; k++)
            {
                found += Best(logits.Slice(10 * k, 10)) == pictures[k].Class ? 1 : 0;
            }
        }

        // Sums in another order can tip a picture on the edge.
        Assert.InRange(found, right - 1, right + 1);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("mnist.safetensors")]
    [InlineData("mnist.pt")]
    public void Three_trainings_of_one_network_for_digits_all_get_more_than_97_of_100_right(string? weights)
    {
        var root = RealData.RootWith(Path.Combine(Folder, "mnist-cnn", "mnist.onnx"));
        var folder = Path.Combine(root, Folder, "mnist-cnn");
        var network = OnnxFile.Read(Path.Combine(folder, "mnist.onnx"));
        network = weights is null ? network : WeightedNetwork.Of(network, Path.Combine(folder, weights)).Whole();
        using var images = IdxFile.Read(Path.Combine(RealData.RootWith("mnist"), "mnist", "t10k-images-idx3-ubyte.gz"), 3);
        using var labels = IdxFile.Read(Path.Combine(root, "mnist", "t10k-labels-idx1-ubyte.gz"), 1);
        using var pool = new WorkerPool(1);
        using var executable = Executable.Compile(network, new CompileOptions { Device = DeviceCatalogue.Default(pool) });
        using var input = new Tensor(ElementType.Float32, 1, 1, 28, 28);
        executable.Bind(network.Inputs[0].Name, input);
        const int step = 20;
        int count = 0,
            found = 0;
        for (var k = 0; k < 10_000; k += step, count++)
        {
            for (var i = 0; i < 784; i++)
            {
                input.Span<float>()[i] = ((images.Span<byte>()[(784 * k) + i] / 255f) - 0.1307f) / 0.3081f;
            }

            executable.Run();
            found += Best(executable[network.Outputs[0].Name].Span<float>()) == labels.Span<byte>()[k] ? 1 : 0;
        }

        Assert.InRange((double)found / count, 0.97, 1);
    }

    // Every 100th picture of the test part, in the order of the archive; pixels [3, 32, 32] from 0 to 1.
    private static IEnumerable<(float[] Pixels, int Class)> Pictures(string archive)
    {
        using var reader = new TarReader(new GZipStream(File.OpenRead(archive), CompressionMode.Decompress));
        for (var k = 0; reader.GetNextEntry() is { } entry; )
        {
            var parts = entry.Name.Split('/');
            if (!parts.Contains("test") || !entry.Name.EndsWith(".jpg", StringComparison.Ordinal) || k++ % 100 != 0)
            {
                continue;
            }

            using var bytes = new MemoryStream();
            entry.DataStream!.CopyTo(bytes);
            var picture = ImageFile.Decode(bytes.ToArray(), entry.Name);
            yield return (Planes(picture), Array.IndexOf(s_classes, parts[^2]));
        }
    }

    private static float[] Planes(Picture picture)
    {
        var planes = new float[3 * 32 * 32];
        for (var i = 0; i < planes.Length; i++)
        {
            planes[i] = picture.Pixels[i] / 255f;
        }

        return planes;
    }

    private static int Best(ReadOnlySpan<float> answers)
    {
        var best = 0;
        for (var c = 1; c < answers.Length; c++)
        {
            best = answers[c] > answers[best] ? c : best;
        }

        return best;
    }
}
