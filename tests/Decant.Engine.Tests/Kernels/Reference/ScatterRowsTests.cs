using Decant.Engine.Kernels;
using Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Tests.Kernels.Reference;

public sealed class ScatterRowsTests
{
    [Fact]
    public void Rows_are_written_to_their_places_the_last_of_several_stays_and_all_others_are_as_they_were()
    {
        var y = Scatter([1, 2, 3, 4, 5, 6, 7, 8], [2, 0, -2], [10, 11, 20, 21, 30, 31], table: new AlongAxis(1, 4, 2));
        Assert.Equal([20, 21, 3, 4, 30, 31, 7, 8], y);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(-5)]
    public void A_place_outside_the_table_is_refused(long index)
    {
        var failure = Assert.Throws<DecantException>(() => Scatter([1, 2, 3, 4], [index], [9], table: new AlongAxis(1, 4, 1)));
        Assert.Contains("from -4 to 3", failure.Message, StringComparison.Ordinal);
    }

    private static unsafe float[] Scatter(float[] x, long[] indices, float[] rows, AlongAxis table)
    {
        var y = new float[x.Length];
        fixed (
            float* from = x,
                written = rows,
                to = y
        )
        fixed (long* places = indices)
        {
            ScatterRows.Run(from, places, written, to, sizeof(float), table, indices.Length);
        }

        return y;
    }
}
