using System.Runtime.InteropServices;

namespace Decant.Engine.Kernels.OneDnn;

/// <summary>
/// One piece of work of fixed sizes that oneDNN made code for. It runs on one thread: the pool's threads each run it on a slice of their
/// own.
/// </summary>
internal sealed unsafe class Primitive : IDisposable
{
    private const int ImplementationQuery = 8;
    private const int ScratchQuery = 136;

    private readonly nint _description;

    private Primitive(nint description)
    {
        _description = description;
        nint handle;
        OneDnnApi.Check(OneDnnLibrary.Api.PrimitiveCreate(&handle, description), "a primitive");
        Handle = handle;
        byte* words;
        Implementation =
            OneDnnLibrary.Api.PrimitiveDescriptionQuery(description, ImplementationQuery, 0, &words) == 0
                ? Marshal.PtrToStringUTF8((nint)words)!
                : "unknown";
    }

    /// <summary>oneDNN's handle.</summary>
    public nint Handle { get; }

    /// <summary>What oneDNN chose, such as <c>brg:avx512_core_amx_bf16</c>; <c>ref:</c> is a slow one.</summary>
    public string Implementation { get; }

    /// <summary>How an operand of the primitive lies.</summary>
    /// <param name="query">The operand: <see cref="Argument.Source"/> is asked for as 129, weights 131, their gradient 132
    /// (dnnl_query_t).</param>
    public MemoryDescription Layout(int query) => *(MemoryDescription*)OneDnnLibrary.Api.PrimitiveDescriptionMemory(_description, query, 0);

    /// <summary>The memory it needs while it runs.</summary>
    public MemoryDescription Scratch => Layout(ScratchQuery);

    /// <summary>Makes a primitive from an operation's description.</summary>
    /// <param name="operation">dnnl_matmul_desc_t or dnnl_convolution_desc_t.</param>
    /// <param name="hint">The forward primitive, for gradients.</param>
    public static Primitive Of(void* operation, Primitive? hint = null)
    {
        OneDnnThread.Enter();
        nint description;
        var api = OneDnnLibrary.Api;
        OneDnnApi.Check(
            api.PrimitiveDescriptionCreate(&description, operation, api.Attributes, api.Engine, hint?._description ?? 0),
            "an operation"
        );
        return new Primitive(description);
    }

    /// <summary>Makes a primitive that copies numbers into another layout.</summary>
    public static Primitive Reorder(MemoryDescription from, MemoryDescription to)
    {
        OneDnnThread.Enter();
        nint description;
        var api = OneDnnLibrary.Api;
        OneDnnApi.Check(api.ReorderDescriptionCreate(&description, &from, api.Engine, &to, api.Engine, api.Attributes), "a reorder");
        return new Primitive(description);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ = OneDnnLibrary.Api.PrimitiveDestroy(Handle);
        _ = OneDnnLibrary.Api.PrimitiveDescriptionDestroy(_description);
    }
}
