using Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Tests.Kernels.Reference;

public sealed class MatrixMultiplyTests
{
    private static readonly double[] s_a = [1, 2, 3, 4, 5, 6]; // 2×3
    private static readonly double[] s_b = [7, 8, 9, 10, 11, 12]; // 3×2
    private static readonly double[] s_product = [58, 64, 139, 154]; // worked out by hand

    [Fact]
    public void A_product_is_rows_times_columns()
    {
        var c = new double[4];
        MatrixMultiply.Run<double>(s_a, 3, 1, s_b, 2, 1, c, 2, 2, 3);
        Assert.Equal(s_product, c);
    }

    [Fact]
    public void Exchanged_strides_read_the_transposes()
    {
        double[] aTransposed = [1, 4, 2, 5, 3, 6];
        double[] bTransposed = [7, 9, 11, 8, 10, 12];
        var c = new double[4];
        MatrixMultiply.Run<double>(aTransposed, 1, 2, bTransposed, 1, 3, c, 2, 2, 3);
        Assert.Equal(s_product, c);
    }

    [Fact]
    public void An_empty_sum_is_zero()
    {
        float[] c = [5, 5];
        MatrixMultiply.Run<float>([], 0, 1, [], 2, 1, c, 1, 2, 0);
        Assert.Equal([0f, 0f], c);
    }
}
