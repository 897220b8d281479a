using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Kernels.Managed;
using Oracle = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Tests.Kernels.Managed;

public sealed unsafe class MatrixMultiplyTests : IDisposable
{
    private readonly WorkerPool _pool = new(2);

    public void Dispose() => _pool.Dispose();

    [Theory]
    [CombinatorialSizes]
    public void A_product_agrees_with_the_reference(int m, int n, int k)
    {
        foreach (var (transposeA, transposeB) in new[] { (false, false), (true, false), (false, true), (true, true) })
        {
            var (a, b) = (Sample.Doubles(m * k, 1), Sample.Doubles(k * n, 2));
            var expected = new double[m * n];
            var (aRow, aColumn) = transposeA ? (1, m) : (k, 1);
            var (bRow, bColumn) = transposeB ? (1, k) : (n, 1);
            Oracle.MatrixMultiply.Run<double>(a, aRow, aColumn, b, bRow, bColumn, expected, m, n, k);

            using var left = Sample.Floats(a);
            using var right = Sample.Floats(b);
            using var c = new Tensor(ElementType.Float32, m, n);
            MatrixMultiply.Run(_pool, View(left, aRow, aColumn), View(right, bRow, bColumn), (float*)c.Pointer, n, m, n, k);
            Near.Check(expected, c.Span<float>(), 8, k);
        }
    }

    [Theory]
    [InlineData(260, 65)]
    [InlineData(65, 300)]
    public void A_product_of_very_many_steps_keeps_its_sums_and_residual_from_pass_to_pass(int m, int n)
    {
        const int K = 9000;
        using var a = Sample.Floats(K * m, 1);
        using var b = Sample.Floats(K * n, 2);
        using var c = Sample.Floats(m * n, 3);
        var expected = Near.Widen(c.Span<float>());
        MatrixMultiply.Run(
            _pool,
            View(a, 1, m),
            View(b, n, 1),
            (float*)c.Pointer,
            n,
            m,
            n,
            K,
            new Epilogue { Residual = (float*)c.Pointer }
        );
        for (var place = 0; place < m * n; place += 97)
        {
            for (var step = 0; step < K; step++)
            {
                expected[place] += (double)a.Span<float>()[(step * m) + (place / n)] * b.Span<float>()[(step * n) + (place % n)];
            }

            Near.Check([expected[place]], c.Span<float>().Slice(place, 1), 8, K);
        }
    }

    private static MatrixView View(Tensor tensor, int rowStride, int columnStride) => new((float*)tensor.Pointer, rowStride, columnStride);

    /// <summary>Sizes around nothing, one, vector widths, tiles and blocks.</summary>
    private sealed class CombinatorialSizesAttribute : Xunit.v3.DataAttribute
    {
        private static readonly (int M, int N, int K)[] s_sizes =
        [
            (0, 3, 2),
            (3, 0, 2),
            (3, 2, 0),
            (1, 1, 1),
            (1, 10, 7),
            (3, 15, 5),
            (4, 16, 8),
            (5, 17, 9),
            (7, 31, 33),
            (8, 47, 64),
            (9, 48, 65),
            (12, 49, 100),
            (13, 64, 127),
            (23, 65, 128),
            (24, 95, 200),
            (25, 97, 255),
            (31, 33, 257),
            (64, 130, 300),
            (129, 20, 520),
            (2, 500, 70),
        ];

        public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(
            System.Reflection.MethodInfo testMethod,
            Xunit.Sdk.DisposalTracker disposalTracker
        ) =>
            ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>([
                .. s_sizes.Select(size => new TheoryDataRow<int, int, int>(size.M, size.N, size.K)),
            ]);

        public override bool SupportsDiscoveryEnumeration() => true;
    }
}
