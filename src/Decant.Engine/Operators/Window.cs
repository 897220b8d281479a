using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>How a convolution or a pool moves over an image.</summary>
/// <param name="KernelHeight">Rows of the window; 0 when the weight says it.</param>
/// <param name="KernelWidth">Columns of the window; 0 when the weight says it.</param>
/// <param name="StrideHeight">Rows from one window to the next, 1 or more.</param>
/// <param name="StrideWidth">Columns from one window to the next, 1 or more.</param>
/// <param name="PadTop">Rows added above.</param>
/// <param name="PadLeft">Columns added on the left.</param>
/// <param name="PadBottom">Rows added below.</param>
/// <param name="PadRight">Columns added on the right.</param>
/// <param name="DilationHeight">Rows from one element of the window to the next, 1 or more.</param>
/// <param name="DilationWidth">Columns from one element of the window to the next, 1 or more.</param>
/// <param name="CeilMode">Whether a last window that is only partly inside counts.</param>
public sealed record Window(
    int KernelHeight = 0,
    int KernelWidth = 0,
    int StrideHeight = 1,
    int StrideWidth = 1,
    int PadTop = 0,
    int PadLeft = 0,
    int PadBottom = 0,
    int PadRight = 0,
    int DilationHeight = 1,
    int DilationWidth = 1,
    bool CeilMode = false
)
{
    /// <summary>A square window with the same stride and padding on all sides.</summary>
    public static Window Square(int kernel, int stride = 1, int pad = 0, int dilation = 1) =>
        new(kernel, kernel, stride, stride, pad, pad, pad, pad, dilation, dilation);

    /// <summary>The same movement with a kernel of a given size.</summary>
    internal Window Over(int height, int width) => this with { KernelHeight = height, KernelWidth = width };

    /// <summary>Rows and columns of the result.</summary>
    /// <param name="x">[N, C, H, W] with known H and W.</param>
    /// <param name="operation">The operator's name, for the error.</param>
    /// <exception cref="DecantException">A number is out of range or no window fits.</exception>
    internal (int Height, int Width) Output(Shape x, string operation)
    {
        if (
            StrideHeight < 1
            || StrideWidth < 1
            || DilationHeight < 1
            || DilationWidth < 1
            || KernelHeight < 1
            || KernelWidth < 1
            || PadTop < 0
            || PadLeft < 0
            || PadBottom < 0
            || PadRight < 0
        )
        {
            throw new DecantException($"{operation}: kernel, strides and dilations must be 1 or more and pads 0 or more, received {this}.");
        }

        if (x.Rank != 4 || !x[2].IsStatic || !x[3].IsStatic)
        {
            throw new DecantException(
                $"{operation}: expected [N, C, H, W] with H and W known, received {x}. Give the input fixed height and width."
            );
        }

        var height = Extent(x[2].Size, KernelHeight, StrideHeight, PadTop, PadBottom, DilationHeight);
        var width = Extent(x[3].Size, KernelWidth, StrideWidth, PadLeft, PadRight, DilationWidth);
        return height > 0 && width > 0
            ? (height, width)
            : throw new DecantException(
                $"{operation}: a window of {KernelHeight}×{KernelWidth} with this dilation and padding is larger than the image {x}."
            );
    }

    private int Extent(int size, int kernel, int stride, int before, int after, int dilation)
    {
        var room = size + before + after - (((kernel - 1) * dilation) + 1);
        if (room < 0)
        {
            return 0;
        }

        // In ceil mode a window that would start in the padding after the image does not count.
        var count = (CeilMode ? (room + stride - 1) / stride : room / stride) + 1;
        return CeilMode && (count - 1) * stride >= size + before ? count - 1 : count;
    }
}
