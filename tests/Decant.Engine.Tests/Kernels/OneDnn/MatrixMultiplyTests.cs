using Decant.Engine.Graphs;
using Decant.Engine.Kernels.Managed;
using Decant.Engine.Kernels.OneDnn;
using MatrixMultiply = Decant.Engine.Kernels.OneDnn.MatrixMultiply;
using Oracle = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Tests.Kernels.OneDnn;

public sealed unsafe class MatrixMultiplyTests
{
    private static readonly (int M, int N, int K)[] s_sizes =
    [
        (1, 1, 1),
        (1, 10, 7),
        (3, 15, 5),
        (4, 16, 8),
        (5, 17, 9),
        (7, 31, 33),
        (9, 48, 65),
        (13, 64, 127),
        (24, 95, 200),
        (31, 33, 257),
        (64, 130, 300),
        (129, 20, 520),
        (2, 500, 70),
        (300, 70, 1100),
        (70, 300, 1101),
        (1, 3000, 3001),
    ];

    public static TheoryData<ElementType, bool, bool> Forms =>
        new()
        {
            { ElementType.Float32, false, false },
            { ElementType.Float32, true, false },
            { ElementType.Float32, false, true },
            { ElementType.Float32, true, true },
            { ElementType.BFloat16, false, false },
            { ElementType.BFloat16, true, false },
            { ElementType.BFloat16, false, true },
            { ElementType.BFloat16, true, true },
        };

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_product_agrees_with_the_reference_and_has_the_same_bits_on_any_threads(ElementType type, bool transposeA, bool transposeB)
    {
        OneDnnFact.SkipWithoutLibrary(type);
        using var plans = new OneDnnPlans();
        foreach (var (m, n, k) in s_sizes)
        {
            var (a, b) = (Operands.Exact(type, m * k, 1), Operands.Exact(type, k * n, 2));
            var expected = new double[m * n];
            Oracle.MatrixMultiply.Run<double>(
                a,
                transposeA ? 1 : k,
                transposeA ? m : 1,
                b,
                transposeB ? 1 : n,
                transposeB ? k : 1,
                expected,
                m,
                n,
                k
            );
            using var left = Operands.Of(type, a);
            using var right = Operands.Of(type, b);
            var actual = Threads.SameBits(m * n, (pool, c) =>
                MatrixMultiply.Run(plans, pool, new MatrixSizes(type, m, n, k, transposeA, transposeB), left.Pointer, right.Pointer, c)
            );
            Near.Check(expected, actual, 8, k);
        }
    }

    [Theory]
    [InlineData(ElementType.Float32, 40, 3, 5, 7)]
    [InlineData(ElementType.BFloat16, 40, 33, 20, 64)]
    [InlineData(ElementType.Float32, 3, 300, 400, 200)]
    public void A_batch_agrees_with_its_products_one_by_one(ElementType type, int batch, int m, int n, int k)
    {
        OneDnnFact.SkipWithoutLibrary(type);
        using var plans = new OneDnnPlans();
        using var a = Operands.Of(type, Operands.Exact(type, batch * m * k, 1));
        using var b = Operands.Of(type, Operands.Exact(type, k * n, 2));
        var sizes = new MatrixSizes(type, m, n, k);
        var all = Threads.SameBits((long)batch * m * n, (pool, c) =>
            MatrixMultiply.Run(plans, pool, sizes with { Batch = batch }, a.Pointer, b.Pointer, c, default, m * k)
        );
        var single = Threads.SameBits((long)batch * m * n, (pool, c) =>
        {
            for (var i = 0; i < batch; i++)
            {
                MatrixMultiply.Run(plans, pool, sizes, (byte*)a.Pointer + (i * m * k * type.Size()), b.Pointer, c + (i * m * n));
            }
        });
        Assert.Equal(single, all);
    }

    [Theory]
    [InlineData(150, 1000, 90)]
    [InlineData(1000, 150, 90)]
    public void Bias_and_ReLU_come_after_the_sum_and_NaN_stays(int m, int n, int k)
    {
        OneDnnFact.SkipWithoutLibrary();
        using var plans = new OneDnnPlans();
        var (a, b, bias) = (Sample.Doubles(m * k, 1), Sample.Doubles(k * n, 2), Sample.Doubles(n, 3));
        a[0] = double.NaN;
        using var left = Sample.Floats(a);
        using var right = Sample.Floats(b);
        using var columns = Sample.Floats(bias);
        var expected = new double[m * n];
        Oracle.MatrixMultiply.Run<double>(a, k, 1, b, n, 1, expected, m, n, k);
        for (var i = 0; i < expected.Length; i++)
        {
            expected[i] = expected[i] + bias[i % n] is var sum && sum < 0 ? 0 : sum;
        }

        var epilogue = new Epilogue { Bias = (float*)columns.Pointer, Activation = Activation.Relu };
        var actual = Threads.SameBits(m * n, (pool, c) =>
            MatrixMultiply.Run(plans, pool, new MatrixSizes(ElementType.Float32, m, n, k), left.Pointer, right.Pointer, c, epilogue)
        );
        Near.Check(expected, actual, 8, k);
        Assert.True(float.IsNaN(actual[0]));
    }
}
