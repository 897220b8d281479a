using Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Tests.Kernels.Managed;

public sealed unsafe class MicroKernelTests
{
    // Of every width of lanes, whichever this machine has.
    private static readonly MicroKernel[] s_all =
    [
        .. MicroKernel.With32Registers<Lanes16>(),
        .. MicroKernel.With16Registers<Lanes8>(),
        .. MicroKernel.With16Registers<Lanes4>(),
        .. MicroKernel.With16Registers<Lanes1>(),
    ];

    [Fact]
    public void The_rows_of_every_kernel_are_one_or_quads_and_divide_the_room_of_a_left_block() => Assert.All(s_all, kernel =>
        {
            Assert.True(kernel.Rows == 1 || kernel.Rows % 4 == 0);
            Assert.Equal(MatrixBlocking.Divide(kernel.Rows, 4), kernel.Quads);
            Assert.Equal(0, BlockProduct.RowMultiple % kernel.Rows);
        });

    [Fact]
    public void The_sums_of_every_kernel_fit_into_the_room_for_a_tile() =>
        Assert.All(s_all, kernel => Assert.InRange(kernel.Rows * kernel.Columns, 1, BlockProduct.SumFloats));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    public void Every_kernel_sums_the_products_of_its_steps(int steps) => Assert.All(s_all, kernel =>
        {
            using var left = Sample.Floats(kernel.Rows * (steps + 3), 1);
            using var right = Sample.Floats((kernel.Columns + 5) * (steps + 1), 2);
            using var sums = Sample.Floats(kernel.Rows * kernel.Columns, 3);
            float* a = (float*)left.Pointer,
                b = (float*)right.Pointer;
            nint segment = 0;
            var operands = new TileOperands
            {
                RowStride = steps + 3,
                StepStride = 1,
                Segments = &segment,
                SegmentCount = 1,
                Depth = steps,
                Right = b,
                RightStride = kernel.Columns + 5,
                Sums = (float*)sums.Pointer,
            };
            for (var quad = 0; quad < kernel.Quads; quad++)
            {
                (&operands.Quad0)[quad] = a + (4 * quad * operands.RowStride);
            }

            kernel.Run(&operands);
            var expected = new double[kernel.Rows * kernel.Columns];
            for (var place = 0; place < expected.Length; place++)
            {
                for (var step = 0; step < steps; step++)
                {
                    expected[place] +=
                        (double)a[(place / kernel.Columns * operands.RowStride) + step]
                        * b[(step * operands.RightStride) + (place % kernel.Columns)];
                }
            }

            Near.Check(expected, sums.Span<float>(), 8, steps);
        });

    [Fact]
    public void Four_rows_and_more_are_computed_in_quads_which_convolutions_count_on()
    {
        for (var columns = 1; columns < 100; columns++)
        {
            for (var rows = 4; rows < 50; rows++)
            {
                Assert.Equal(0, MicroKernel.For(rows, columns, MicroKernel.For(256, columns).Columns).Rows % 4);
                Assert.Equal(0, MicroKernel.For(rows, columns).Rows % 4);
            }
        }
    }

    [Fact]
    public void The_kernels_that_this_machine_takes_are_among_them()
    {
        foreach (var (rows, columns) in new[] { (1, 1), (8, 10), (128, 1200), (4096, 16), (16, 4096) })
        {
            var kernel = MicroKernel.For(rows, columns);
            Assert.Contains(s_all, other => (other.Rows, other.Columns) == (kernel.Rows, kernel.Columns));
        }
    }
}
