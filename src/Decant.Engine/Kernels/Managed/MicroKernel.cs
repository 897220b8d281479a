using System.Runtime.Intrinsics;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// The innermost loop of every matrix product: a tile of sums that stays in registers over all steps. Which tile
/// computes an element never changes its bits: each sum starts at zero and takes its products in the order of steps.
/// </summary>
internal readonly unsafe struct MicroKernel
{
    private static readonly MicroKernel[] s_kernels = All();

    /// <summary>Columns beyond the result's that a wider tile may waste before a narrower, slightly slower one is better.</summary>
    private readonly double _costPerColumn;

    private MicroKernel(int rows, int columns, delegate*<TileOperands*, void> run, double costPerColumn)
    {
        Rows = rows;
        Columns = columns;
        Run = run;
        _costPerColumn = costPerColumn;
    }

    /// <summary>Rows of a tile, a multiple of 4.</summary>
    public int Rows { get; }

    /// <summary>Columns of a tile.</summary>
    public int Columns { get; }

    /// <summary>Quads of rows in a tile.</summary>
    public int Quads => Rows / 4;

    public delegate*<TileOperands*, void> Run { get; }

    /// <summary>The kernel that wastes least on a result of this size.</summary>
    public static MicroKernel For(long rows, long columns)
    {
        if (rows <= 4)
        {
            return s_kernels[0];
        }

        var best = s_kernels[1];
        foreach (var kernel in s_kernels.AsSpan(2))
        {
            if (kernel.Cost(columns) < best.Cost(columns))
            {
                best = kernel;
            }
        }

        return best;
    }

    private double Cost(long columns) => (columns + Columns - 1) / Columns * Columns * _costPerColumn;

    private static MicroKernel[] All() =>
        Vector512.IsHardwareAccelerated ? With32Registers<Lanes16>()
        : Vector256.IsHardwareAccelerated ? With16Registers<Lanes8>()
        : Vector128.IsHardwareAccelerated ? With16Registers<Lanes4>()
        : With16Registers<Lanes1>();

    // The first is the one for few rows. The costs are measured: more rows and fewer columns mean more loads per multiply-add.
    private static MicroKernel[] With32Registers<TLanes>() where TLanes : struct, ILanes<TLanes> =>
    [
        new(4, 3 * TLanes.Count, &Tile4x3.Run<TLanes>, 1),
        new(8, 3 * TLanes.Count, &Tile8x3.Run<TLanes>, 1),
        new(12, 2 * TLanes.Count, &Tile12x2.Run<TLanes>, 1.02),
        new(24, TLanes.Count, &Tile24x1.Run<TLanes>, 1.08),
    ];

    private static MicroKernel[] With16Registers<TLanes>() where TLanes : struct, ILanes<TLanes> =>
    [
        new(4, 3 * TLanes.Count, &Tile4x3.Run<TLanes>, 1),
        new(4, 3 * TLanes.Count, &Tile4x3.Run<TLanes>, 1),
        new(12, TLanes.Count, &Tile12x1.Run<TLanes>, 1.1),
    ];
}
