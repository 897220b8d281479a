using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Tests.Operators.Cases;

/// <summary>Convolutions with every attribute away from its default.</summary>
internal static class ConvolutionCases
{
    public static IEnumerable<OperatorCase> All()
    {
        (string Name, Window Window, int Group)[] transposes =
        [
            ("of a plain window", new(), 1),
            ("with strides", new(StrideHeight: 2, StrideWidth: 3), 1),
            ("with pads", new(PadTop: 1, PadLeft: 1, PadBottom: 0, PadRight: 1), 1),
            ("with dilations", new(DilationHeight: 2, DilationWidth: 2), 1),
            ("in groups", new(StrideHeight: 2, StrideWidth: 2), 2),
        ];
        foreach (var (name, window, group) in transposes)
        {
            yield return new($"ConvTranspose {name}", b => b.Numbers("N", 4, 3, 4).ConvTranspose(b.Numbers(4, 3, 3, 2), window, group))
            {
                Sizes = [3, 1],
            };
        }

        yield return new("ConvTranspose with a row and a column more", b =>
            b.Graph.Add(
                new ConvTranspose(new Window(StrideHeight: 2, StrideWidth: 2), 1, 1, 1),
                b.Numbers("N", 2, 3, 3),
                b.Numbers(2, 3, 2, 2)
            )
        )
        {
            Sizes = [3, 1],
        };
        (string Name, int C, int M, int Kernel, Window Window, int Group)[] all =
        [
            ("1×1", 3, 5, 1, new(), 1),
            ("3×3, padded", 3, 4, 3, Window.Square(3, pad: 1), 1),
            ("stride 2", 2, 3, 3, Window.Square(3, 2, 1), 1),
            ("1×1 of stride 2", 4, 3, 1, Window.Square(1, 2), 1),
            ("dilation 2", 2, 3, 3, Window.Square(3, pad: 2, dilation: 2), 1),
            ("two groups", 4, 6, 3, Window.Square(3, pad: 1), 2),
            ("depthwise", 5, 5, 3, Window.Square(3, pad: 1), 5),
            ("uneven pads and strides", 2, 3, 2, new(StrideHeight: 2, StrideWidth: 3, PadTop: 1, PadLeft: 0, PadBottom: 0, PadRight: 2), 1),
            ("uneven dilation", 1, 2, 2, new(DilationHeight: 3, DilationWidth: 2), 1),
            ("the kernel as large as the image", 2, 17, 6, new(), 1),
            ("17 channels to 33", 17, 33, 1, new(), 1),
        ];
        foreach (var (name, c, m, kernel, window, group) in all)
        {
            yield return new($"Conv {name}", b =>
                b.Numbers("N", c, 6, 7).Conv(b.Numbers(m, c / group, kernel, kernel), b.Numbers(m), window, group)
            )
            {
                Sizes = [3, 2, 1, 0],
            };
        }

        var same = Window.Square(3, pad: 1);
        yield return new("Conv without bias", b => b.Numbers("N", 3, 5, 5).Conv(b.Numbers(4, 3, 3, 3), null, same));
        yield return new("Conv with ReLU", b =>
            b.Graph.Add(
                new Fused(new Conv(same), 3, new FusedLink(new Relu())),
                b.Numbers("N", 3, 5, 5),
                b.Numbers(4, 3, 3, 3),
                b.Numbers(4)
            )
        );
        yield return new("Conv with a residual", b =>
            b.Graph.Add(
                new Fused(new Conv(same), 2, new FusedLink(new Add())),
                b.Numbers("N", 3, 5, 5),
                b.Numbers(4, 3, 3, 3),
                b.Numbers("N", 4, 5, 5)
            )
        );
        yield return new("Conv with residual and ReLU", b =>
            b.Graph.Add(
                new Fused(new Conv(same), 3, new(new Add()), new(new Relu())),
                b.ChannelsLast("N", 3, 5, 5),
                b.Numbers(4, 3, 3, 3),
                b.Numbers(4),
                b.ChannelsLast("N", 4, 5, 5)
            )
        );
        yield return new("ConvDataGradient with a summand", b =>
            b.Graph.Add(
                new Fused(new ConvDataGradient(same, 1, new Shape("N", 3, 5, 5)), 2, new FusedLink(new Add())),
                b.Numbers("N", 4, 5, 5),
                b.Numbers(4, 3, 3, 3),
                b.Numbers("N", 3, 5, 5)
            )
        );
        yield return new("Conv of a rectangle", b => b.Numbers("N", 2, 4, 9).Conv(b.Numbers(3, 2, 1, 5), null, new Window()));
        yield return new("Conv of a convolution", b =>
            b.Numbers("N", 2, 6, 6).Conv(b.Numbers(3, 2, 3, 3), null, same).Conv(b.Numbers(2, 3, 3, 3), null, same)
        )
        {
            Sizes = [2, 1],
        };
    }
}
