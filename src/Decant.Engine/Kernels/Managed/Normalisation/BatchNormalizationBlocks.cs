namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// How the elements of a channel are cut into blocks: some rows of [rows, C] (channels last), the runs of some images of
/// [N, C, inner] (plain). Shapes decide, nothing else.
/// </summary>
/// <param name="Count">Number of blocks.</param>
/// <param name="Rows">Rows or images of one block; the last may have fewer.</param>
internal readonly record struct BatchNormalizationBlocks(int Count, int Rows)
{
    /// <summary>The blocks of a shape.</summary>
    public static BatchNormalizationBlocks Of(AlongAxis channel)
    {
        // Fewer than 16 rows would make the totals of the blocks as much work as the elements.
        var rows = channel.Inner == 1 ? Math.Max(16, Grid.Rows(channel.Size)) : Grid.Rows(channel.Inner * channel.Size);
        return new BatchNormalizationBlocks(Grid.Chunks(channel.Outer, rows), rows);
    }

    /// <summary>First row of a block.</summary>
    public long First(long block) => block * Rows;

    /// <summary>Rows of a block.</summary>
    public int RowsOf(long block, AlongAxis channel) => (int)Math.Min(Rows, channel.Outer - First(block));

    /// <summary>Elements of one channel in a block.</summary>
    public long Elements(long block, AlongAxis channel) => RowsOf(block, channel) * channel.Inner;
}
