using System.Runtime.InteropServices;

namespace Decant.Engine.Kernels.OneDnn;

/// <summary>
/// A primitive with memory objects of its own, so that slices of one piece of work can run it at the same time. Lies in native memory.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct PrimitiveCall
{
    private Argument _first;
    private Argument _second;
    private Argument _third;
    private Argument _scratch;
    private nint _primitive;
    private long _scratchBytes;

    /// <summary>Prepares a call.</summary>
    /// <param name="primitive">What runs.</param>
    /// <param name="first">Which operand the first one is, and how it lies; likewise the others.</param>
    /// <param name="second">The second one.</param>
    /// <param name="third">The third one; operand 0 where there are two.</param>
    public static PrimitiveCall Of(
        Primitive primitive,
        (int Index, MemoryDescription Layout) first,
        (int Index, MemoryDescription Layout) second,
        (int Index, MemoryDescription Layout) third
    ) =>
        new()
        {
            _first = Operand(first.Index, first.Layout),
            _second = Operand(second.Index, second.Layout),
            _third = Operand(third.Index, third.Layout),
            _scratch = Operand(Argument.Scratch, primitive.Scratch),
            _primitive = primitive.Handle,
            _scratchBytes = primitive.Scratch.Bytes,
        };

    /// <summary>Runs the primitive on this thread.</summary>
    public void Run(void* first, void* second, void* third)
    {
        var api = OneDnnLibrary.Api;
        var stream = OneDnnThread.Enter();
        _ = api.MemorySetHandle(_first.Memory, first);
        _ = api.MemorySetHandle(_second.Memory, second);
        _ = api.MemorySetHandle(_third.Memory, third);
        if (_scratchBytes > 0)
        {
            _ = api.MemorySetHandle(_scratch.Memory, WorkerPool.Scratch(_scratchBytes));
        }

        fixed (Argument* arguments = &_first)
        {
            OneDnnApi.Check(api.PrimitiveExecute(_primitive, stream, 4, arguments), "running a primitive");
        }
    }

    /// <summary>Gives the memory objects back.</summary>
    public readonly void Free()
    {
        _ = OneDnnLibrary.Api.MemoryDestroy(_first.Memory);
        _ = OneDnnLibrary.Api.MemoryDestroy(_second.Memory);
        _ = OneDnnLibrary.Api.MemoryDestroy(_third.Memory);
        _ = OneDnnLibrary.Api.MemoryDestroy(_scratch.Memory);
    }

    private static Argument Operand(int index, MemoryDescription layout)
    {
        nint memory;
        OneDnnApi.Check(OneDnnLibrary.Api.MemoryCreate(&memory, &layout, OneDnnLibrary.Api.Engine, 0), "a memory object");
        return new Argument { Index = index, Memory = memory };
    }
}
