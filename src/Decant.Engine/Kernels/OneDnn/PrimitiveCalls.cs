using System.Runtime.InteropServices;

namespace Decant.Engine.Kernels.OneDnn;

/// <summary>A list of calls in native memory, where work that threads share can point to it.</summary>
internal sealed unsafe class PrimitiveCalls(int count) : IDisposable
{
    /// <summary>The first call.</summary>
    public PrimitiveCall* Pointer { get; private set; } =
        (PrimitiveCall*)NativeMemory.AllocZeroed((nuint)count, (nuint)sizeof(PrimitiveCall));

    /// <summary>Number of calls.</summary>
    public int Count => count;

    /// <summary>One of the calls.</summary>
    public ref PrimitiveCall this[int index] => ref Pointer[index];

    /// <inheritdoc/>
    public void Dispose()
    {
        for (var i = 0; i < count; i++)
        {
            Pointer[i].Free();
        }

        NativeMemory.Free(Pointer);
        Pointer = null;
    }
}
