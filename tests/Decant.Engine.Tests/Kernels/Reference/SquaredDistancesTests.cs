using Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Tests.Kernels.Reference;

public sealed class SquaredDistancesTests
{
    [Fact]
    public void Distances_are_those_of_geometry() => Assert.Equal([0, 25, 4, 25, 0, 13, 4, 13, 0], Distances([0, 0, 3, 4, 0, 2], 3, 2));

    [Fact]
    public void Equal_rows_far_from_the_origin_have_distance_0_exactly() =>
        Assert.Equal([0, 0, 0, 0], Distances([1e4f + 0.37f, -3e5f, 1e4f + 0.37f, -3e5f], 2, 2));

    private static unsafe float[] Distances(float[] x, int rows, int columns)
    {
        var y = new float[rows * rows];
        fixed (
            float* from = x,
                to = y
        )
        {
            SquaredDistances.Run(from, to, rows, columns);
        }

        return y;
    }
}
