using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// The transforms of minimal filtering: four products instead of six for each row and column of a 3×3 convolution, so 16 instead of 36
/// (Winograd 1980; Lavin and Gray 2016, arXiv:1509.09308, F(2×2, 3×3)). With ∘ element by element:
/// 2×2 results = Aᵀ·[(G·g·Gᵀ) ∘ (Bᵀ·d·B)]·A of a 3×3 kernel g and 4×4 pixels d, and, for the gradient by the kernel,
/// 3×3 gradients = Cᵀ·[(H·e·Hᵀ) ∘ (Bᵀ·d·B)]·C of 2×2 output gradients e. All factors are ±1 and ½: the sums lose nothing.
/// A pixel that is infinite or NaN reaches all results of its tiles, not those of its own windows alone.
/// Each method works on as many channels as lanes; the 16 places of a transformed tile are a stride apart.
/// </summary>
internal static unsafe class Winograd
{
    /// <summary>Places of a transformed tile.</summary>
    public const int Places = 16;

    /// <summary>Rows and columns of results in a tile.</summary>
    public const int Results = 2;

    /// <summary>Rows and columns of pixels that a tile reads.</summary>
    public const int Pixels = 4;

    /// <summary>Channels that the transforms are worth their time for come in such numbers.</summary>
    private const int Multiple = 16;

    /// <summary>Whether a convolution of these taps and channels is done so.</summary>
    public static bool Fits(in TapAxis rows, in TapAxis columns, int sourceChannels, int resultChannels) =>
        rows is { Count: 3, Step: 1, Stride: 1 }
        && columns is { Count: 3, Step: 1, Stride: 1 }
        && sourceChannels > 0
        && sourceChannels % Multiple == 0
        && resultChannels > 0
        && resultChannels % Multiple == 0;

    /// <summary>to = Bᵀ·d·B; rows of Bᵀ: (1, 0, −1, 0), (0, 1, 1, 0), (0, −1, 1, 0), (0, 1, 0, −1).</summary>
    /// <param name="pixels">The 4×4 pixels.</param>
    /// <param name="to">First place of the result.</param>
    /// <param name="stride">Floats from a place to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Input<TLanes>(in PixelSquare pixels, float* to, nint stride)
        where TLanes : struct, ILanes<TLanes>
    {
        var from = pixels.First;
        var (row, next) = (pixels.RowStride, pixels.PixelStride);
        Column<TLanes>(from, row, out var a0, out var b0, out var c0, out var d0);
        Column<TLanes>(from + next, row, out var a1, out var b1, out var c1, out var d1);
        Column<TLanes>(from + (2 * next), row, out var a2, out var b2, out var c2, out var d2);
        Column<TLanes>(from + (3 * next), row, out var a3, out var b3, out var c3, out var d3);
        Row(a0, a1, a2, a3, to, stride);
        Row(b0, b1, b2, b3, to + (4 * stride), stride);
        Row(c0, c1, c2, c3, to + (8 * stride), stride);
        Row(d0, d1, d2, d3, to + (12 * stride), stride);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void Column<T>(float* from, nint row, out T a, out T b, out T c, out T d)
            where T : struct, ILanes<T>
        {
            var (d0, d1, d2, d3) = (T.Load(from), T.Load(from + row), T.Load(from + (2 * row)), T.Load(from + (3 * row)));
            (a, b, c, d) = (d0 - d2, d1 + d2, d2 - d1, d1 - d3);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void Row<T>(T d0, T d1, T d2, T d3, float* to, nint stride)
            where T : struct, ILanes<T>
        {
            (d0 - d2).Store(to);
            (d1 + d2).Store(to + stride);
            (d2 - d1).Store(to + (2 * stride));
            (d1 - d3).Store(to + (3 * stride));
        }
    }

    /// <summary>Aᵀ·m·A; rows of Aᵀ: (1, 1, 1, 0), (0, 1, −1, −1).</summary>
    /// <param name="from">First place of m.</param>
    /// <param name="stride">Floats from a place to the next.</param>
    /// <param name="y00">Upper left result.</param>
    /// <param name="y01">Upper right result.</param>
    /// <param name="y10">Lower left result.</param>
    /// <param name="y11">Lower right result.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Output<TLanes>(float* from, nint stride, out TLanes y00, out TLanes y01, out TLanes y10, out TLanes y11)
        where TLanes : struct, ILanes<TLanes>
    {
        Column<TLanes>(from, stride, 0, out var a0, out var b0);
        Column<TLanes>(from, stride, 1, out var a1, out var b1);
        Column<TLanes>(from, stride, 2, out var a2, out var b2);
        Column<TLanes>(from, stride, 3, out var a3, out var b3);
        (y00, y01) = (a0 + a1 + a2, a1 - a2 - a3);
        (y10, y11) = (b0 + b1 + b2, b1 - b2 - b3);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void Column<T>(float* from, nint stride, int column, out T a, out T b)
            where T : struct, ILanes<T>
        {
            var (m1, m2) = (T.Load(from + ((4 + column) * stride)), T.Load(from + ((8 + column) * stride)));
            a = T.Load(from + (column * stride)) + m1 + m2;
            b = m1 - m2 - T.Load(from + ((12 + column) * stride));
        }
    }

    /// <summary>to = G·g·Gᵀ; rows of G: (1, 0, 0), (½, ½, ½), (½, −½, ½), (0, 0, 1).</summary>
    /// <param name="kernel">First of the kernel's 3×3 elements.</param>
    /// <param name="kernelStride">Floats from an element to the next.</param>
    /// <param name="to">First place of the result.</param>
    /// <param name="stride">Floats from a place to the next.</param>
    public static void Kernel<TLanes>(float* kernel, nint kernelStride, float* to, nint stride)
        where TLanes : struct, ILanes<TLanes>
    {
        var half = TLanes.Of(0.5f);
        for (var row = 0; row < 4; row++, to += 4 * stride)
        {
            var (g0, g1, g2) = (Of(row, 0), Of(row, 1), Of(row, 2));
            g0.Store(to);
            (half * (g0 + g1 + g2)).Store(to + stride);
            (half * (g0 - g1 + g2)).Store(to + (2 * stride));
            g2.Store(to + (3 * stride));
        }

        TLanes Of(int row, int column)
        {
            var (g0, g1, g2) = (Element(0, column), Element(1, column), Element(2, column));
            return row switch
            {
                0 => g0,
                1 => half * (g0 + g1 + g2),
                2 => half * (g0 - g1 + g2),
                _ => g2,
            };
        }

        TLanes Element(int row, int column) => TLanes.Load(kernel + (((3 * row) + column) * kernelStride));
    }

    /// <summary>to = H·e·Hᵀ; rows of H: (1, 0), (½, ½), (½, −½), (0, 1).</summary>
    /// <param name="gradients">The 2×2 output gradients.</param>
    /// <param name="to">First place of the result.</param>
    /// <param name="stride">Floats from a place to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void OutputGradient<TLanes>(in PixelSquare gradients, float* to, nint stride)
        where TLanes : struct, ILanes<TLanes>
    {
        var half = TLanes.Of(0.5f);
        var upper = gradients.First;
        var lower = upper + gradients.RowStride;
        var (e00, e01) = (TLanes.Load(upper), TLanes.Load(upper + gradients.PixelStride));
        var (e10, e11) = (TLanes.Load(lower), TLanes.Load(lower + gradients.PixelStride));
        Row(e00, e01, half, to, stride);
        Row(half * (e00 + e10), half * (e01 + e11), half, to + (4 * stride), stride);
        Row(half * (e00 - e10), half * (e01 - e11), half, to + (8 * stride), stride);
        Row(e10, e11, half, to + (12 * stride), stride);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void Row<T>(T e0, T e1, T half, float* to, nint stride)
            where T : struct, ILanes<T>
        {
            e0.Store(to);
            (half * (e0 + e1)).Store(to + stride);
            (half * (e0 - e1)).Store(to + (2 * stride));
            e1.Store(to + (3 * stride));
        }
    }

    /// <summary>to = Cᵀ·m·C; rows of Cᵀ: (1, 1, 1, 0), (0, 1, −1, 0), (0, 1, 1, −1).</summary>
    /// <param name="from">First place of m.</param>
    /// <param name="stride">Floats from a place to the next.</param>
    /// <param name="to">First of the kernel's 3×3 gradients, each as long as the lanes.</param>
    public static void KernelGradient<TLanes>(float* from, nint stride, float* to)
        where TLanes : struct, ILanes<TLanes>
    {
        for (var row = 0; row < 3; row++, to += 3 * TLanes.Count)
        {
            var (m0, m1, m2, m3) = (Of(row, 0), Of(row, 1), Of(row, 2), Of(row, 3));
            (m0 + m1 + m2).Store(to);
            (m1 - m2).Store(to + TLanes.Count);
            (m1 + m2 - m3).Store(to + (2 * TLanes.Count));
        }

        TLanes Of(int row, int column)
        {
            var (m1, m2) = (Place(1, column), Place(2, column));
            return row switch
            {
                0 => Place(0, column) + m1 + m2,
                1 => m1 - m2,
                _ => m1 + m2 - Place(3, column),
            };
        }

        TLanes Place(int row, int column) => TLanes.Load(from + (((4 * row) + column) * stride));
    }
}
