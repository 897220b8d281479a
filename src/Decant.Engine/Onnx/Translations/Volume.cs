using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// Convolutions and pools over volumes [N, C, D, H, W], as those over images. A window over a volume is one over the images of all depths
/// and then one over the depth: exactly so for the largest, the mean and a sum; a convolution sees the depths under its kernel as channels.
/// </summary>
internal static class Volume
{
    /// <summary>Whether a node's first input is a volume.</summary>
    public static bool Is(NodeReader node) => node[0].Shape.Rank == 5;

    /// <summary>A pool whose windows can be taken one axis after the other.</summary>
    /// <param name="x">[N, C, D, H, W].</param>
    /// <param name="window">Over depth, height and width.</param>
    /// <param name="pool">The pool over images.</param>
    public static Value Pool(Value x, WindowAxes window, Func<Value, Window, Value> pool)
    {
        var (n, c, d) = (x.Shape[0], x.Shape[1], x.Shape[2]);
        var images = pool(x.Reshape(new Shape(n, c * d, x.Shape[3], x.Shape[4])), window.Over(1, 2));
        var (height, width) = (images.Shape[2], images.Shape[3]);
        var columns = pool(images.Reshape(new Shape(n, c, d, height * width)), window.Over(0, null));
        return columns.Reshape(new Shape(n, c, columns.Shape[2], height, width));
    }

    /// <summary>A convolution: one over images whose channels are those of all depths under the kernel.</summary>
    /// <param name="x">[N, C, D, H, W].</param>
    /// <param name="w">[M, C/group, KD, KH, KW].</param>
    /// <param name="bias">[M], or null.</param>
    /// <param name="window">Over depth, height and width.</param>
    /// <param name="group">Number of groups that channels are cut into.</param>
    public static Value Conv(Value x, Value w, Value? bias, WindowAxes window, int group)
    {
        var (n, c, depth, kernel) = (x.Shape[0], x.Shape[1], x.Shape[2].Size, w.Shape[2].Size);
        var span = ((kernel - 1) * window.Dilations[0]) + 1;
        var rest = depth + window.Before[0] + window.After[0] - span;
        var depths =
            rest < 0
                ? throw new DecantException($"its kernel covers {span} depths, more than the padded {x} has.")
                : (rest / window.Strides[0]) + 1;

        // [N, C, KD, OD, H, W], then images [N·OD, C·KD, H, W].
        var padded = x.Pad([0, 0, window.Before[0], 0, 0], [0, 0, window.After[0], 0, 0]);
        var taps = Enumerable
            .Range(0, kernel)
            .Select(k => k * window.Dilations[0])
            .Select(first => padded.Slice(2, first, first + ((depths - 1) * window.Strides[0]) + 1, window.Strides[0]).Unsqueeze(2))
            .ToArray();
        var images = taps.Concat(2).Transpose(0, 3, 1, 2, 4, 5).Reshape(new Shape(n * depths, c * kernel, x.Shape[3], x.Shape[4]));
        var weight = w.Reshape(new Shape(w.Shape[0], w.Shape[1] * kernel, w.Shape[3], w.Shape[4]));
        var y = images.Conv(weight, bias, window.Over(1, 2), group);
        return y.Reshape(new Shape(n, depths, y.Shape[1], y.Shape[2], y.Shape[3])).Transpose(0, 2, 1, 3, 4);
    }

    /// <summary>The transpose of a convolution: every depth is spread over images, which are added where they meet.</summary>
    /// <param name="x">[N, C, D, H, W].</param>
    /// <param name="w">[C, M/group, KD, KH, KW].</param>
    /// <param name="window">Over depth, height and width.</param>
    /// <param name="group">Number of groups that channels are cut into.</param>
    /// <param name="extra">Elements added at the end along every axis.</param>
    public static Value ConvTranspose(Value x, Value w, WindowAxes window, int group, int[] extra)
    {
        var (n, c, depth, kernel, stride) = (x.Shape[0], x.Shape[1], x.Shape[2].Size, w.Shape[2].Size, window.Strides[0]);
        var images = x.Transpose(0, 2, 1, 3, 4).Reshape(new Shape(n * depth, c, x.Shape[3], x.Shape[4]));
        var weight = w.Reshape(new Shape(w.Shape[0], w.Shape[1] * kernel, w.Shape[3], w.Shape[4]));
        var spread = images.Graph.Add(new ConvTranspose(window.Over(1, 2), group, extra[1], extra[2]), images, weight);
        var (m, height, width) = (w.Shape[1] * group, spread.Shape[2], spread.Shape[3]);

        // [N, M, D, KD, H, W]; depth d under the kernel's element k lands at d·stride + k·dilation.
        var taps = spread.Reshape(new Shape(n, depth, m, kernel, height, width)).Transpose(0, 2, 1, 3, 4, 5);
        var reach = ((depth - 1) * stride) + ((kernel - 1) * window.Dilations[0]) + 1 + extra[0];
        var sum = Enumerable
            .Range(0, kernel)
            .Select(k =>
            {
                // Zeros between the depths: [N, M, D, stride, H, W] with all but the first of a stride empty.
                var tap = taps.Slice(3, k, k + 1)
                    .Pad(new long[6], [0, 0, 0, stride - 1, 0, 0])
                    .Reshape(new Shape(n, m, depth * stride, height, width));
                var placed = tap.Slice(2, 0, ((depth - 1) * stride) + 1);
                var first = k * window.Dilations[0];
                return placed.Pad([0, 0, first, 0, 0], [0, 0, reach - first - ((depth - 1) * stride) - 1, 0, 0]);
            })
            .Aggregate((a, b) => a + b);
        return sum.Slice(2, window.Before[0], reach - window.After[0]);
    }
}
