using Decant.Adoption;
using Decant.Data;
using Decant.Data.Images;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Decant.Engine.Randomness;
using Decant.Evaluation;
using Decant.Students;
using Decant.Tasks;
using Decant.Teachers;

namespace Decant.Tests.Adoption;

/// <summary>Networks that take images of another size, or of other channels, than the data have.</summary>
public sealed class SampleConversionTests : IDisposable
{
    private readonly WorkerPool _pool = new(1);

    // What reads pictures from files changes their size and channels to whole numbers of 255; inside a graph nothing is rounded.
    [Theory]
    [InlineData(3, 8, 8, 3, 4, 4)]
    [InlineData(3, 9, 7, 3, 4, 5)]
    [InlineData(3, 5, 5, 3, 11, 8)]
    [InlineData(1, 6, 10, 1, 6, 4)]
    [InlineData(3, 6, 6, 1, 6, 6)]
    [InlineData(1, 6, 6, 3, 6, 6)]
    [InlineData(3, 12, 9, 1, 4, 4)]
    public void An_image_becomes_what_the_reader_of_pictures_would_make_of_it(int c, int h, int w, int channels, int height, int width)
    {
        var pixels = new byte[c * h * w];
        var stream = new RandomStream(2, "pixels");
        foreach (ref var pixel in pixels.AsSpan())
        {
            pixel = (byte)stream.NextInt32(256);
        }

        var expected = AsRead(c, h, w, pixels, channels, height, width).Pixels.Select(pixel => pixel / 255f);

        var graph = new Graph("conversion");
        graph.AddOutput(
            ImageConversion.Apply(graph.AddInput("x", ElementType.Float32, new Shape("N", c, h, w)), [channels, height, width]).Identity(),
            "y"
        );
        using var input = new Tensor(ElementType.Float32, 1, c, h, w);
        pixels.Select(pixel => pixel / 255f).ToArray().CopyTo(input.Span<float>());

        Assert.Equal(expected, ForeignNetwork.Run(graph, "y", input), (a, b) => Math.Abs(a - b) < 2.1f / 255);
    }

    [Fact]
    public void A_network_of_another_size_takes_the_datas_images_and_says_so()
    {
        var file = ForeignNetwork.Of(new Shape("n", 2, 3, 3), x => x.Concat4());

        var adopted = NetworkAdoption.Run(
            file,
            new AdoptionOptions { Preprocessing = Preprocessing.None },
            ForeignNetwork.Task(_pool, ForeignNetwork.Images()),
            isTried: false
        );

        Assert.Equal("[N, 2, 6, 6]", adopted.Network[Network.Input].Shape.ToString());
        Assert.Contains("images are resized from 6x6 to its 3x3 pixels, inside its graph.", adopted.Notes);
    }

    // A file of Decant's own is wrapped the same way; its normalisation stays inside it.
    [Fact]
    public void A_network_that_Decant_wrote_for_grey_images_answers_about_coloured_ones()
    {
        var grey = Network.Build(new Mlp { Hidden = [4] }, [1, 4, 4], 3, new InputScaling([0.4], [0.2]), seed: 1);
        var images = Colours(6, size: 8);
        var adopted = NetworkAdoption.Run(
            grey,
            new AdoptionOptions(),
            new AdoptionTask(images, LearningGoal.Classes, new InputScaling([0.5], [0.25]), DeviceCatalogue.Default(_pool)),
            isTried: true
        );
        using var frozen = new FrozenNetwork(adopted.Network, 6, DeviceCatalogue.Default(_pool));
        using var small = new Tensor(ElementType.Float32, 6, 1, 4, 4);
        for (var n = 0; n < 6; n++)
        {
            var pixels = new float[3 * 64];
            images.Read(n, pixels);
            var picture = AsRead(3, 8, 8, [.. pixels.Select(pixel => (byte)MathF.Round(255 * pixel))], 1, 4, 4);
            picture.Pixels.Select(pixel => pixel / 255f).ToArray().CopyTo(small.Span<float>()[(16 * n)..]);
        }

        Assert.Equal(ForeignNetwork.Run(grey, Network.Logits, small), NetworkAnswers.Of(frozen, images), (a, b) => Math.Abs(a - b) < 0.05);
        Assert.Contains("images are resized from 8x8 to its 4x4 pixels and made grey, inside its graph.", adopted.Notes);
    }

    [Theory]
    [InlineData("rgb", 1, 0, 1)]
    [InlineData("bgr", 1, 0, 1)]
    [InlineData("bgr", 255, 0, 1)]
    [InlineData("bgr", 1, 0.5, 0.5)]
    [InlineData("rgb", 255, 0, 1)]
    public void The_order_of_channels_and_the_range_are_found_out(string order, double range, double mean, double deviation)
    {
        // It takes the colour that is strongest for the class; in its own units, so that only the right way gives sure answers.
        var graph = new Graph("colours");
        var x = graph.AddInput("x", ElementType.Float32, new Shape("n", 3, 4, 4));
        var unit = ((x * deviation) + mean) / range;
        var colours = unit.GlobalAveragePool().Reshape(new Shape("n", 3));
        var certain = (unit.Clip(0, 1) - unit).Abs().ReduceSum([1, 2, 3]).Reshape(new Shape("n", 1)); // 0 where pixels are in their range
        graph.AddOutput(
            (order == "bgr" ? colours.Gather(graph.AddInitializer("order", Tensor.From<long>([2, 1, 0])), 1) : colours)
                * 20
                / (certain + 1),
            "scores"
        );
        var images = Colours(30, size: 4);

        var adopted = NetworkAdoption.Run(
            graph,
            new AdoptionOptions(),
            new AdoptionTask(images, LearningGoal.Classes, new InputScaling([0.5], [0.25]), DeviceCatalogue.Default(_pool)),
            isTried: true
        );

        Assert.Equal(order == "bgr", adopted.File!.Value.Preprocessing.IsBgr);
        Assert.Equal(range, adopted.File.Value.Preprocessing.Range);
        using var frozen = new FrozenNetwork(adopted.Network, 30, DeviceCatalogue.Default(_pool));
        Assert.Equal(
            1,
            Evaluator.Run(frozen, images, LearningGoal.Classes, cancellation: TestContext.Current.CancellationToken).Metric("accuracy")
        );
    }

    public void Dispose() => _pool.Dispose();

    // Class k is a colour: channel k is the brightest.
    // What the reader of pictures makes of a file with these pixels, [C, H, W].
    private static unsafe Picture AsRead(int c, int h, int w, byte[] pixels, int channels, int height, int width)
    {
        using var file = new RgbaPixels(h, w);
        for (var i = 0; i < h * w; i++)
        {
            for (var colour = 0; colour < 3; colour++)
            {
                file.Start[(4 * i) + colour] = pixels[((colour % c) * h * w) + i];
            }

            file.Start[(4 * i) + 3] = 255;
        }

        return file.ToPicture(channels, height, width);
    }

    private static MemoryImages Colours(int count, int size)
    {
        var pixels = new Tensor(ElementType.UInt8, count, 3, size, size);
        var stream = new RandomStream(4, "colours");
        for (var i = 0; i < pixels.Count; i++)
        {
            var (n, channel) = (i / (3 * size * size), i / (size * size) % 3);
            pixels.Span<byte>()[i] = (byte)(stream.NextInt32(90) + (channel == n % 3 ? 150 : 20));
        }

        return new MemoryImages("colours", pixels, [.. Enumerable.Range(0, count).Select(n => n % 3)], ["red", "green", "blue"]);
    }
}

file static class FourTimes
{
    // [N, C, 3, 3] as [N, C, 6, 6], for a network that goes on with those.
    public static Value Concat4(this Value x)
    {
        var wide = new[] { x, x }.Concat(3);
        return new[] { wide, wide }.Concat(2);
    }
}
