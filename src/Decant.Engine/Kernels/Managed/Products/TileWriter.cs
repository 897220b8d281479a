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

    /// <summary>The bounds of a <see cref="Managed.Activation.Clip"/>.</summary>
    public float Low;
    public float High;

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
            Low = epilogue.Low,
            High = epilogue.High,
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
    public readonly void Write<TLanes>(float* sums, nint stride, float* to, nint rowStride, int rows, int columns, int firstColumn)
        where TLanes : struct, ILanes<TLanes>
    {
        switch (Finish ? Activation : Activation.None)
        {
            case Activation.None:
                Rows<TLanes, Unchanged>(default, sums, stride, to, rowStride, rows, columns, firstColumn);
                break;
            case Activation.Relu:
                Rows<TLanes, Relu>(default, sums, stride, to, rowStride, rows, columns, firstColumn);
                break;
            case Activation.Clip:
                Rows<TLanes, Clip>(new Clip(Low, High), sums, stride, to, rowStride, rows, columns, firstColumn);
                break;
            case Activation.HardSwish:
                Rows<TLanes, HardSwish>(default, sums, stride, to, rowStride, rows, columns, firstColumn);
                break;
            default:
                Curves<TLanes>(sums, stride, to, rowStride, rows, columns, firstColumn);
                break;
        }
    }

    /// <summary>Writes sums that are in a register, with no more than a <see cref="Activation.HardSwish"/>.</summary>
    /// <param name="sums">As many sums as lanes.</param>
    /// <param name="to">Their place in the result.</param>
    /// <param name="column">Their first column in the result, for the bias.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Write<TLanes>(TLanes sums, float* to, int column)
        where TLanes : struct, ILanes<TLanes>
    {
        var sum = Apply(sums, to, Bias is null ? null : Bias + column, TLanes.Count, whole: true);
        if (Finish)
        {
            sum =
                Activation == Activation.Relu ? default(Relu).Apply(sum)
                : Activation == Activation.Clip ? new Clip(Low, High).Apply(sum)
                : Activation == Activation.HardSwish ? default(HardSwish).Apply(sum)
                : sum;
        }

        sum.Store(to);
    }

    /// <summary>The function of an epilogue without one.</summary>
    private readonly struct Unchanged : IUnaryFormula
    {
        public TLanes Apply<TLanes>(TLanes x)
            where TLanes : struct, ILanes<TLanes> => x;
    }

    // Column by column: what is asked once for a column, and its bias, would cost as much as the sums of a few steps if asked for each row.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private readonly void Rows<TLanes, TFormula>(
        TFormula formula,
        float* sums,
        nint stride,
        float* to,
        nint rowStride,
        int rows,
        int columns,
        int firstColumn
    )
        where TLanes : struct, ILanes<TLanes>
        where TFormula : struct, IUnaryFormula
    {
        var (hasBias, hasResidual, add) = (Finish && Bias is not null, Finish && HasResidual, Add);
        var column = 0;
        for (; column <= columns - TLanes.Count; column += TLanes.Count)
        {
            var bias = hasBias ? TLanes.Load(Bias + firstColumn + column) : default;
            var (from, y) = ((nint)(sums + column), (nint)(to + column));
            for (var row = rows; row > 0; row--, from += stride * sizeof(float), y += rowStride * sizeof(float))
            {
                var sum = TLanes.Load((float*)from);
                sum = add ? TLanes.Load((float*)y) + sum : sum;
                sum = hasBias ? sum + bias : sum;
                sum = hasResidual ? sum + TLanes.Load(At((float*)y, ResidualOffset)) : sum;
                formula.Apply(sum).Store((float*)y);
            }
        }

        for (var (row, rest) = (0, columns - column); rest > 0 && row < rows; row++)
        {
            var y = to + (row * rowStride) + column;
            var sum = TLanes.LoadPartial(sums + (row * stride) + column, rest, 0);
            formula.Apply(Apply(sum, y, Bias + firstColumn + column, rest, whole: false)).StorePartial(y, rest);
        }
    }

    // All but the activation.
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
