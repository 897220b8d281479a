using System.Runtime.CompilerServices;
using Decant.Engine.Kernels;

namespace Decant.Cli.Benchmarks;

/// <summary>The other ceiling: a copy from memory to memory, far larger than the caches of a core.</summary>
internal readonly unsafe struct MemoryBandwidth(byte* source, byte* target) : IChunkedWork
{
    private const int ChunkBytes = 1 << 20;

    /// <summary>Chunks of a copy.</summary>
    public const int Chunks = 32;

    /// <summary>Bytes that source and target have each.</summary>
    public const int Size = Chunks * ChunkBytes;

    /// <summary>Bytes that one copy moves: what is read and what is written.</summary>
    public const double Bytes = 2.0 * Size;

    /// <inheritdoc/>
    public void Run(int chunk) => Unsafe.CopyBlock(target + ((long)chunk * ChunkBytes), source + ((long)chunk * ChunkBytes), ChunkBytes);
}
