namespace Decant.Engine.Kernels.Managed;

/// <summary>Packs what several chunks of a product read: tiles of A, then panels of B.</summary>
internal struct MatrixPackWork(MatrixMultiplyWork product, int tiles, int panels) : IChunkedWork
{
    // Tiles or panels of one chunk: some ten thousand floats.
    private const int PerChunk = 4;

    private readonly int Pieces => (tiles + panels) * (product.EndBlock - product.FirstBlock);

    public readonly int Chunks => MatrixBlocking.Divide(Pieces, PerChunk);

    public readonly void Run(int chunk)
    {
        for (var piece = chunk * PerChunk; piece < Math.Min(Pieces, (chunk + 1) * PerChunk); piece++)
        {
            var block = product.FirstBlock + (piece / (tiles + panels));
            var place = piece % (tiles + panels);
            product.Pack(block, place < tiles ? place : -1, place - tiles);
        }
    }
}
