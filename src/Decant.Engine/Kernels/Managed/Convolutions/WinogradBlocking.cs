namespace Decant.Engine.Kernels.Managed;

/// <summary>How the rows of tiles of a convolution by <see cref="Winograd"/> are cut into blocks: by shape alone.</summary>
internal static class WinogradBlocking
{
    // Transformed pixels and products of a block stay close to the first cache, and never leave the second.
    private const int GoodBytes = 64 << 10;
    private const int MostBytes = 1 << 20;

    /// <summary>
    /// Rows of tiles of a block: so many that the micro-kernel wastes least, more of the same while they stay in the cache.
    /// </summary>
    /// <param name="tileColumns">Tiles of a row.</param>
    /// <param name="tileFloats">Floats of a transformed tile and its products.</param>
    /// <param name="kernelRows">Tiles that the micro-kernel takes at once.</param>
    public static int Rows(int tileColumns, int tileFloats, int kernelRows)
    {
        var rowBytes = sizeof(float) * (double)tileFloats * tileColumns;
        var (best, least) = (1, Waste(1));
        for (var rows = 2; rows <= kernelRows && rows * rowBytes <= MostBytes; rows++)
        {
            if (Waste(rows) < least)
            {
                (best, least) = (rows, Waste(rows));
            }
        }

        return best * Math.Max(1, (int)(GoodBytes / (best * rowBytes)));

        double Waste(int rows) => (double)MatrixBlocking.Divide(rows * tileColumns, kernelRows) * kernelRows / (rows * tileColumns);
    }
}
