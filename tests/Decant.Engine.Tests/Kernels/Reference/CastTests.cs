using Decant.Engine.Graphs;
using Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Tests.Kernels.Reference;

public sealed unsafe class CastTests
{
    [Fact]
    public void Floats_are_cut_towards_zero_and_stop_at_the_ends_of_the_range()
    {
        float[] x = [1.9f, -1.9f, 300, -300, float.NaN, 1e20f];
        Assert.Equal([1, -1, 300, -300, 0, int.MaxValue], To<float, int>(x));
        Assert.Equal([1L, -1, 300, -300, 0, long.MaxValue], To<float, long>(x));
        Assert.Equal([(sbyte)1, (sbyte)-1, sbyte.MaxValue, sbyte.MinValue, (sbyte)0, sbyte.MaxValue], To<float, sbyte>(x));
        Assert.Equal([(byte)1, (byte)0, byte.MaxValue, (byte)0, (byte)0, byte.MaxValue], To<float, byte>(x));
        Assert.Equal([true, true, true, true, true, true], To<float, bool>(x));
    }

    [Fact]
    public void Whole_numbers_keep_their_low_bits()
    {
        Assert.Equal([(sbyte)1, (sbyte)-1, (sbyte)44], To<int, sbyte>([1, 255, 300]));
        Assert.Equal([(byte)255], To<long, byte>([-1]));
        Assert.Equal([1, 0], To<long, int>([(1L << 32) + 1, 1L << 40]));
    }

    [Fact]
    public void Truth_is_1_and_everything_but_0_is_true()
    {
        Assert.Equal([1f, 0], To<bool, float>([true, false]));
        Assert.Equal([true, false, true], To<double, bool>([-0.5, 0, double.NaN]));
        Assert.Equal([true, false], To<byte, bool>([7, 0]));
    }

    [Fact]
    public void Every_type_reaches_every_other()
    {
        Assert.Equal([3.0], To<byte, double>([3]));
        Assert.Equal([-3f], To<sbyte, float>([-3]));
        Assert.Equal([0.1f], To<double, float>([0.1]));
        Assert.Equal([(double)0.1f], To<float, double>([0.1f]));
        Assert.Equal([(byte)200], To<byte, byte>([200]));
        Assert.Equal([false, true], To<bool, bool>([false, true]));
    }

    private static TTo[] To<TFrom, TTo>(TFrom[] x)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        var y = new TTo[x.Length];
        fixed (TFrom* px = x)
        fixed (TTo* py = y)
        {
            Cast.Run(ElementTypes.Of<TFrom>(), px, ElementTypes.Of<TTo>(), py, x.Length);
        }

        return y;
    }
}
