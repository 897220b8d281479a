namespace Decant.Runs;

/// <summary>The machine and the program of a run: what one must know to believe its speed, or to repeat it.</summary>
internal sealed record RunEnvironment
{
    /// <summary>The processor's own name for itself.</summary>
    public required string Cpu { get; init; }

    /// <summary>Logical cores that the process may use.</summary>
    public required int Cores { get; init; }

    /// <summary>Memory that the process may use, in bytes.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>Operating system and version.</summary>
    public required string OperatingSystem { get; init; }

    /// <summary>The .NET runtime, such as <c>.NET 10.0.1</c>.</summary>
    public required string Runtime { get; init; }

    /// <summary>Width of the vector registers in use, in bits: 512, 256, 128, or 0 for none.</summary>
    public required int SimdBits { get; init; }

    /// <summary>Version of Decant.</summary>
    public required string DecantVersion { get; init; }

    /// <summary>Threads that the run computed with.</summary>
    public required int Threads { get; init; }

    /// <summary>What computes, such as <c>managed</c>, or <c>oneDNN 2.6.3</c>.</summary>
    public required string Kernels { get; init; }
}
