using System.Runtime.Intrinsics;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// The innermost loop of every matrix product: a tile of sums that stays in registers over all steps. Which tile
/// computes an element never changes its bits: each sum starts at zero and takes its products in the order of steps.
/// </summary>
internal readonly unsafe struct MicroKernel
{
    private static readonly MicroKernel[] s_kernels = All();

    // Time per multiply-add, in terms of the fastest kernel's.
    private readonly double _cost;

    private MicroKernel(int rows, int columns, delegate* <TileOperands*, void> run, double cost)
    {
        Rows = rows;
        Columns = columns;
        Run = run;
        _cost = cost;
    }

    /// <summary>Rows of a tile, 1 or a multiple of 4.</summary>
    public int Rows { get; }

    /// <summary>Columns of a tile.</summary>
    public int Columns { get; }

    /// <summary>Quads of rows in a tile; of the quad of a single row only the first is read.</summary>
    public int Quads => (Rows + 3) / 4;

    public delegate* <TileOperands*, void> Run { get; }

    /// <summary>The kernel that wastes least on a result of this size.</summary>
    /// <param name="rows">Rows of the result.</param>
    /// <param name="columns">Columns of the result.</param>
    /// <param name="panelColumns">Columns of the panels that it must read; 0 for any.</param>
    public static MicroKernel For(long rows, long columns, int panelColumns = 0)
    {
        var (best, least) = (s_kernels[0], double.PositiveInfinity);
        foreach (var kernel in s_kernels)
        {
            var cost = kernel.Cost(rows, columns);
            if (cost < least && (panelColumns == 0 || panelColumns == kernel.Columns))
            {
                (best, least) = (kernel, cost);
            }
        }

        return best;
    }

    // Zeros beyond the edges are computed with, too.
    private double Cost(long rows, long columns) => (rows + Rows - 1) / Rows * Rows * ((columns + Columns - 1) / Columns * Columns) * _cost;

    private static MicroKernel[] All() =>
        Vector512.IsHardwareAccelerated ? With32Registers<Lanes16>()
        : Vector256.IsHardwareAccelerated ? With16Registers<Lanes8>()
        : Vector128.IsHardwareAccelerated ? With16Registers<Lanes4>()
        : With16Registers<Lanes1>();

    /// <summary>
    /// The kernels of a processor with 32 vector registers. Their costs are measured: fewer sums, and fewer columns next to each other,
    /// mean more loads per multiply-add.
    /// </summary>
    internal static MicroKernel[] With32Registers<TLanes>()
        where TLanes : struct, ILanes<TLanes> =>
        [
            new(8, 3 * TLanes.Count, &Tile8x3.Run<TLanes>, 1),
            new(12, 2 * TLanes.Count, &Tile12x2.Run<TLanes>, 1.02),
            new(8, 2 * TLanes.Count, &Tile8x2.Run<TLanes>, 1.08),
            new(24, TLanes.Count, &Tile24x1.Run<TLanes>, 1.08),
            new(16, TLanes.Count, &Tile16x1.Run<TLanes>, 1.15),
            new(4, 3 * TLanes.Count, &Tile4x3.Run<TLanes>, 1.1),
            new(1, 3 * TLanes.Count, &Tile1x3.Run<TLanes>, 2.5),
            new(1, TLanes.Count, &Tile1x1.Run<TLanes>, 5),
        ];

    /// <summary>The kernels of a processor with 16 vector registers.</summary>
    internal static MicroKernel[] With16Registers<TLanes>()
        where TLanes : struct, ILanes<TLanes> =>
        [
            new(4, 3 * TLanes.Count, &Tile4x3.Run<TLanes>, 1),
            new(12, TLanes.Count, &Tile12x1.Run<TLanes>, 1.1),
            new(1, 3 * TLanes.Count, &Tile1x3.Run<TLanes>, 2.5),
            new(1, TLanes.Count, &Tile1x1.Run<TLanes>, 5),
        ];
}
