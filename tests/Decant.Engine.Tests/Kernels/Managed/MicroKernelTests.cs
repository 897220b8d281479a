using Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Tests.Kernels.Managed;

public sealed class MicroKernelTests
{
    // Of every width of lanes, whichever this machine has.
    private static readonly MicroKernel[] s_all =
    [
        .. MicroKernel.With32Registers<Lanes16>(), .. MicroKernel.With16Registers<Lanes8>(), .. MicroKernel.With16Registers<Lanes4>(), .. MicroKernel.With16Registers<Lanes1>(),
    ];

    [Fact]
    public void The_rows_of_every_kernel_are_quads_and_divide_the_room_of_a_left_block() => Assert.All(s_all, kernel =>
    {
        Assert.Equal(0, kernel.Rows % 4);
        Assert.Equal(0, BlockProduct.RowMultiple % kernel.Rows);
    });

    [Fact]
    public void The_sums_of_every_kernel_fit_into_the_room_for_a_tile() =>
        Assert.All(s_all, kernel => Assert.InRange(kernel.Rows * kernel.Columns, 1, BlockProduct.SumFloats));

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
