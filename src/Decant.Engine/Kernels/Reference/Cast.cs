using System.Numerics;
using Decant.Engine.Graphs;

namespace Decant.Engine.Kernels.Reference;

/// <summary>
/// Turns elements of one type into another. Float to whole number cuts towards zero, stops at the ends of the range
/// and makes 0 of NaN; whole number to a smaller one keeps the low bits; everything but 0 is true.
/// </summary>
internal static unsafe class Cast
{
    /// <summary>y[i] = (to) x[i].</summary>
    public static void Run(ElementType from, void* x, ElementType to, void* y, long count)
    {
        switch (from)
        {
            case ElementType.Float32:
                From((float*)x, to, y, count);
                break;
            case ElementType.Float64:
                From((double*)x, to, y, count);
                break;
            case ElementType.Int64:
                From((long*)x, to, y, count);
                break;
            case ElementType.Int32:
                From((int*)x, to, y, count);
                break;
            case ElementType.Int8:
                From((sbyte*)x, to, y, count);
                break;
            case ElementType.Int16:
                From((short*)x, to, y, count);
                break;
            case ElementType.UInt16:
                From((ushort*)x, to, y, count);
                break;
            case ElementType.UInt32:
                From((uint*)x, to, y, count);
                break;
            case ElementType.UInt64:
                From((ulong*)x, to, y, count);
                break;
            default:
                // A truth value is a byte of 0 or 1.
                From((byte*)x, to, y, count);
                break;
        }
    }

    private static void From<T>(T* x, ElementType to, void* y, long count)
        where T : unmanaged, INumber<T>
    {
        switch (to)
        {
            case ElementType.Float32:
                Convert(x, (float*)y, count);
                break;
            case ElementType.Float64:
                Convert(x, (double*)y, count);
                break;
            case ElementType.Int64:
                Convert(x, (long*)y, count);
                break;
            case ElementType.Int32:
                Convert(x, (int*)y, count);
                break;
            case ElementType.UInt8:
                Convert(x, (byte*)y, count);
                break;
            case ElementType.Int8:
                Convert(x, (sbyte*)y, count);
                break;
            case ElementType.Int16:
                Convert(x, (short*)y, count);
                break;
            case ElementType.UInt16:
                Convert(x, (ushort*)y, count);
                break;
            case ElementType.UInt32:
                Convert(x, (uint*)y, count);
                break;
            case ElementType.UInt64:
                Convert(x, (ulong*)y, count);
                break;
            default:
                Unary.Run(new NonZero<T>(), x, (bool*)y, count);
                break;
        }
    }

    private static void Convert<TFrom, TTo>(TFrom* x, TTo* y, long count)
        where TFrom : unmanaged, INumber<TFrom>
        where TTo : unmanaged, INumber<TTo>
    {
        if (typeof(TFrom) == typeof(float) || typeof(TFrom) == typeof(double))
        {
            Unary.Run(new Saturate<TFrom, TTo>(), x, y, count);
        }
        else
        {
            Unary.Run(new LowBits<TFrom, TTo>(), x, y, count);
        }
    }

    private readonly struct Saturate<TFrom, TTo> : IUnaryFormula<TFrom, TTo>
        where TFrom : unmanaged, INumber<TFrom>
        where TTo : unmanaged, INumber<TTo>
    {
        public TTo Apply(TFrom x) => TTo.CreateSaturating(x);
    }

    private readonly struct LowBits<TFrom, TTo> : IUnaryFormula<TFrom, TTo>
        where TFrom : unmanaged, INumber<TFrom>
        where TTo : unmanaged, INumber<TTo>
    {
        public TTo Apply(TFrom x) => TTo.CreateTruncating(x);
    }

    private readonly struct NonZero<T> : IUnaryFormula<T, bool>
        where T : unmanaged, INumber<T>
    {
        public bool Apply(T x) => !T.IsZero(x);
    }
}
