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

    /// <summary>The writer for the sums of one block of steps.</summary>
    public static TileWriter For(in Epilogue epilogue, float* result, bool first, bool last) => new()
    {
        Add = !first || epilogue.Accumulate,
        Finish = last && (epilogue.Bias is not null || epilogue.Residual is not null || epilogue.Activation != Activation.None),
        Bias = epilogue.Bias,
        HasResidual = epilogue.Residual is not null,
        ResidualOffset = (nint)((byte*)epilogue.Residual - (byte*)result),
        Activation = epilogue.Activation,
    };

    /// <summary>Writes one row of a tile; the tile is as wide as whole registers, the result need not be.</summary>
    /// <param name="sums">The row in the tile.</param>
    /// <param name="to">Its place in the result.</param>
    /// <param name="columns">Columns that exist.</param>
    /// <param name="firstColumn">The tile's first column in the result, for the bias.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Write<TLanes>(float* sums, float* to, int columns, int firstColumn) where TLanes : struct, ILanes<TLanes>
    {
        var bias = Bias is null ? null : Bias + firstColumn;
        var column = 0;
        for (; column <= columns - TLanes.Count; column += TLanes.Count)
        {
            Apply(TLanes.Load(sums + column), to + column, bias + column, TLanes.Count, whole: true).Store(to + column);
        }

        if (column < columns)
        {
            Apply(TLanes.Load(sums + column), to + column, bias + column, columns - column, whole: false).StorePartial(to + column, columns - column);
        }
    }

    /// <summary>Writes sums that are in a register.</summary>
    /// <param name="sums">As many sums as lanes.</param>
    /// <param name="to">Their place in the result.</param>
    /// <param name="column">Their first column in the result, for the bias.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Write<TLanes>(TLanes sums, float* to, int column) where TLanes : struct, ILanes<TLanes> =>
        Apply(sums, to, Bias is null ? null : Bias + column, TLanes.Count, whole: true).Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly TLanes Apply<TLanes>(TLanes sum, float* to, float* bias, int count, bool whole) where TLanes : struct, ILanes<TLanes>
    {
        if (Add)
        {
            sum = Load<TLanes>(to, count, whole) + sum;
        }

        if (Finish)
        {
            sum = Bias is null ? sum : sum + Load<TLanes>(bias, count, whole);
            sum = HasResidual ? sum + Load<TLanes>((float*)((byte*)to + ResidualOffset), count, whole) : sum;
            sum = Activation == Activation.Relu ? default(Relu).Apply(sum) : sum;
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Load<TLanes>(float* from, int count, bool whole) where TLanes : struct, ILanes<TLanes> =>
        whole ? TLanes.Load(from) : TLanes.LoadPartial(from, count, 0);
}
