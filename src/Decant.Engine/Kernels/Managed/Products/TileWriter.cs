using System.Runtime.CompilerServices;
using Decant.Engine.Kernels.Managed.Formulas;

namespace Decant.Engine.Kernels.Managed;

/// <summary>Brings a tile of sums to its place in the result, with the epilogue when the sums are complete.</summary>
internal unsafe struct TileWriter
{
    /// <summary>Adds to what the result holds: an earlier block of steps, or the caller's.</summary>
    public bool Add;

    /// <summary>Bias, residual and activation come now.</summary>
    public bool Finish;

    /// <summary>Bias of the tile's first column, or null.</summary>
    public float* Bias;

    /// <summary>From an element of the result to its residual, in bytes; used when <see cref="HasResidual"/>.</summary>
    public nint ResidualOffset;

    public bool HasResidual;

    public Activation Activation;

    /// <summary>From an element of the result to where its slope is taken, in bytes; used by slopes.</summary>
    public nint SlopeOffset;

    /// <summary>From an element of the result to the place of its sum, in bytes; used when <see cref="KeepsSums"/>.</summary>
    public nint SumOffset;

    public bool KeepsSums;

    /// <summary>The writer for the sums of one block of steps.</summary>
    public static TileWriter For(in Epilogue epilogue, float* result, bool first, bool last) =>
        new()
        {
            Add = !first || epilogue.Accumulate,
            Finish = last && (epilogue.Bias is not null || epilogue.Residual is not null || epilogue.Activation != Activation.None),
            Bias = epilogue.Bias,
            HasResidual = epilogue.Residual is not null,
            ResidualOffset = Offset(epilogue.Residual, result),
            Activation = epilogue.Activation,
            SlopeOffset = Offset(epilogue.SlopeAt, result),
            SumOffset = Offset(epilogue.Sums, result),
            KeepsSums = epilogue.Sums is not null,
        };

    /// <summary>Asks for the memory that writing a tile will touch, while its sums are computed: short rows that lie far apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Expect(float* to, nint rowStride, int rows, int columns)
    {
        for (var row = 0; row < rows; row++, to += rowStride)
        {
            Prefetch.Run(to, columns, 0, 1);
            if (Finish && HasResidual)
            {
                Prefetch.Run(At(to, ResidualOffset), columns, 0, 1);
            }

            if (Finish && KeepsSums)
            {
                Prefetch.Run(At(to, SumOffset), columns, 0, 1);
            }

            if (Finish && Activation > Activation.Gelu)
            {
                Prefetch.Run(At(to, SlopeOffset), columns, 0, 1);
            }
        }
    }

    /// <summary>Writes a tile.</summary>
    /// <param name="sums">The tile; it may be where it is written.</param>
    /// <param name="stride">From a row of the tile to the next.</param>
    /// <param name="to">Its place in the result.</param>
    /// <param name="rowStride">From a row of the result to the next.</param>
    /// <param name="rows">Rows that exist.</param>
    /// <param name="columns">Columns that exist.</param>
    /// <param name="firstColumn">The tile's first column in the result, for the bias.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Write<TLanes>(float* sums, nint stride, float* to, nint rowStride, int rows, int columns, int firstColumn)
        where TLanes : struct, ILanes<TLanes>
    {
        if (Finish && Activation > Activation.Relu)
        {
            Curves<TLanes>(sums, stride, to, rowStride, rows, columns, firstColumn);
            return;
        }

        for (var row = 0; row < rows; row++)
        {
            Write<TLanes>(sums + (row * stride), to + (row * rowStride), columns, firstColumn);
        }
    }

    /// <summary>Writes one row of a tile, with no more than a <see cref="Activation.Relu"/>.</summary>
    /// <param name="sums">The row in the tile.</param>
    /// <param name="to">Its place in the result.</param>
    /// <param name="columns">Columns that exist.</param>
    /// <param name="firstColumn">The tile's first column in the result, for the bias.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Write<TLanes>(float* sums, float* to, int columns, int firstColumn)
        where TLanes : struct, ILanes<TLanes>
    {
        var bias = Bias is null ? null : Bias + firstColumn;
        var column = 0;
        for (; column <= columns - TLanes.Count; column += TLanes.Count)
        {
            Apply(TLanes.Load(sums + column), to + column, bias + column, TLanes.Count, whole: true).Store(to + column);
        }

        if (column < columns)
        {
            Apply(TLanes.LoadPartial(sums + column, columns - column, 0), to + column, bias + column, columns - column, whole: false)
                .StorePartial(to + column, columns - column);
        }
    }

    /// <summary>Writes sums that are in a register, with no more than a <see cref="Activation.Relu"/>.</summary>
    /// <param name="sums">As many sums as lanes.</param>
    /// <param name="to">Their place in the result.</param>
    /// <param name="column">Their first column in the result, for the bias.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Write<TLanes>(TLanes sums, float* to, int column)
        where TLanes : struct, ILanes<TLanes> => Apply(sums, to, Bias is null ? null : Bias + column, TLanes.Count, whole: true).Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly TLanes Apply<TLanes>(TLanes sum, float* to, float* bias, int count, bool whole)
        where TLanes : struct, ILanes<TLanes>
    {
        if (Add)
        {
            sum = Load<TLanes>(to, count, whole) + sum;
        }

        if (Finish)
        {
            sum = Bias is null ? sum : sum + Load<TLanes>(bias, count, whole);
            sum = HasResidual ? sum + Load<TLanes>(At(to, ResidualOffset), count, whole) : sum;
            sum = Activation == Activation.Relu ? default(Relu).Apply(sum) : sum;
        }

        return sum;
    }

    // A method of its own: the formulas are long, and every kernel that writes tiles would hold a copy.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private readonly void Curves<TLanes>(float* sums, nint stride, float* to, nint rowStride, int rows, int columns, int firstColumn)
        where TLanes : struct, ILanes<TLanes>
    {
        for (var row = 0; row < rows; row++, sums += stride, to += rowStride)
        {
            for (var column = 0; column < columns; column += TLanes.Count)
            {
                var rest = columns - column;
                var y = to + column;
                var bias = Bias is null ? null : Bias + firstColumn + column;
                var sum = Apply(RowLanes.Load<TLanes>(sums + column, rest), y, bias, Math.Min(rest, TLanes.Count), rest >= TLanes.Count);
                if (KeepsSums)
                {
                    RowLanes.Store(sum, At(y, SumOffset), rest);
                }

                sum = Activation switch
                {
                    Activation.Gelu => default(Gelu).Apply(sum),
                    Activation.GeluSlope => default(GeluGradient).Apply(sum, RowLanes.Load<TLanes>(At(y, SlopeOffset), rest)),
                    _ => default(ReluGradient).Apply(sum, RowLanes.Load<TLanes>(At(y, SlopeOffset), rest)),
                };
                RowLanes.Store(sum, y, rest);
            }
        }
    }

    private static nint Offset(float* of, float* result) => (nint)((byte*)of - (byte*)result);

    private static float* At(float* element, nint bytes) => (float*)((byte*)element + bytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Load<TLanes>(float* from, int count, bool whole)
        where TLanes : struct, ILanes<TLanes> => whole ? TLanes.Load(from) : TLanes.LoadPartial(from, count, 0);
}
