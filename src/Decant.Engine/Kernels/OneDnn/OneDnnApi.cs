using System.Runtime.InteropServices;

namespace Decant.Engine.Kernels.OneDnn;

/// <summary>
/// The functions of oneDNN's C interface (dnnl.h of version 2.6) that products and convolutions take. A status other than 0 is a failure.
/// </summary>
internal sealed unsafe class OneDnnApi
{
    /// <summary>dnnl_cpu_isa_avx512_core_amx: the first set of instructions with matrix units.</summary>
    private const int MatrixUnits = 0x3e7;

    /// <summary>dnnl_cpu_isa_avx512_core: the first one with which it multiplies bfloat16.</summary>
    private const int WideVectors = 0x27;

    public readonly delegate* unmanaged<nint*, int, nuint, int> EngineCreate;
    public readonly delegate* unmanaged<nint*, nint, uint, int> StreamCreate;
    public readonly delegate* unmanaged<void*, int, long*, int, long*, int> MemoryDescriptionByStrides;
    public readonly delegate* unmanaged<void*, int, long*, int, int, int> MemoryDescriptionByTag;
    public readonly delegate* unmanaged<void*, void*, int> MemoryDescriptionEqual;
    public readonly delegate* unmanaged<void*, nuint> MemoryDescriptionSize;
    public readonly delegate* unmanaged<nint*, void*, nint, nint, int> MemoryCreate;
    public readonly delegate* unmanaged<nint, void*, int> MemorySetHandle;
    public readonly delegate* unmanaged<nint, int> MemoryDestroy;
    public readonly delegate* unmanaged<void*, void*, void*, void*, void*, int> MatMulInitialize;
    public readonly delegate* unmanaged<void*, int, int, void*, void*, void*, void*, long*, long*, long*, long*, int> ConvolutionInitialize;
    public readonly delegate* unmanaged<void*, int, void*, void*, void*, long*, long*, long*, long*, int> ConvolutionDataGradientInitialize;
    public readonly delegate* unmanaged<
        void*,
        int,
        void*,
        void*,
        void*,
        void*,
        long*,
        long*,
        long*,
        long*,
        int> ConvolutionWeightGradientInitialize;
    public readonly delegate* unmanaged<nint*, void*, nint, nint, nint, int> PrimitiveDescriptionCreate;
    public readonly delegate* unmanaged<nint*, void*, nint, void*, nint, nint, int> ReorderDescriptionCreate;
    public readonly delegate* unmanaged<nint, int, int, void*> PrimitiveDescriptionMemory;
    public readonly delegate* unmanaged<nint, int, int, void*, int> PrimitiveDescriptionQuery;
    public readonly delegate* unmanaged<nint, int> PrimitiveDescriptionDestroy;
    public readonly delegate* unmanaged<nint*, nint, int> PrimitiveCreate;
    public readonly delegate* unmanaged<nint, nint, int, void*, int> PrimitiveExecute;
    public readonly delegate* unmanaged<nint, int> PrimitiveDestroy;
    public readonly delegate* unmanaged<int, void> SetThreads;

    /// <summary>Attributes of every primitive: the caller gives the scratch memory.</summary>
    public readonly nint Attributes;

    /// <summary>The processor.</summary>
    public readonly nint Engine;

    /// <summary>Looks the functions up.</summary>
    public OneDnnApi(nint library)
    {
        nint Function(string name) => NativeLibrary.GetExport(library, name);
        EngineCreate = (delegate* unmanaged<nint*, int, nuint, int>)Function("dnnl_engine_create");
        StreamCreate = (delegate* unmanaged<nint*, nint, uint, int>)Function("dnnl_stream_create");
        MemoryDescriptionByStrides = (delegate* unmanaged<void*, int, long*, int, long*, int>)Function("dnnl_memory_desc_init_by_strides");
        MemoryDescriptionByTag = (delegate* unmanaged<void*, int, long*, int, int, int>)Function("dnnl_memory_desc_init_by_tag");
        MemoryDescriptionEqual = (delegate* unmanaged<void*, void*, int>)Function("dnnl_memory_desc_equal");
        MemoryDescriptionSize = (delegate* unmanaged<void*, nuint>)Function("dnnl_memory_desc_get_size");
        MemoryCreate = (delegate* unmanaged<nint*, void*, nint, nint, int>)Function("dnnl_memory_create");
        MemorySetHandle = (delegate* unmanaged<nint, void*, int>)Function("dnnl_memory_set_data_handle");
        MemoryDestroy = (delegate* unmanaged<nint, int>)Function("dnnl_memory_destroy");
        MatMulInitialize = (delegate* unmanaged<void*, void*, void*, void*, void*, int>)Function("dnnl_matmul_desc_init");
        ConvolutionInitialize = (delegate* unmanaged<void*, int, int, void*, void*, void*, void*, long*, long*, long*, long*, int>)Function(
            "dnnl_dilated_convolution_forward_desc_init"
        );
        ConvolutionDataGradientInitialize = (delegate* unmanaged<void*, int, void*, void*, void*, long*, long*, long*, long*, int>)Function(
            "dnnl_dilated_convolution_backward_data_desc_init"
        );
        ConvolutionWeightGradientInitialize = (delegate* unmanaged<
            void*,
            int,
            void*,
            void*,
            void*,
            void*,
            long*,
            long*,
            long*,
            long*,
            int>)Function("dnnl_dilated_convolution_backward_weights_desc_init");
        PrimitiveDescriptionCreate = (delegate* unmanaged<nint*, void*, nint, nint, nint, int>)Function("dnnl_primitive_desc_create");
        ReorderDescriptionCreate = (delegate* unmanaged<nint*, void*, nint, void*, nint, nint, int>)Function(
            "dnnl_reorder_primitive_desc_create"
        );
        PrimitiveDescriptionMemory = (delegate* unmanaged<nint, int, int, void*>)Function("dnnl_primitive_desc_query_md");
        PrimitiveDescriptionQuery = (delegate* unmanaged<nint, int, int, void*, int>)Function("dnnl_primitive_desc_query");
        PrimitiveDescriptionDestroy = (delegate* unmanaged<nint, int>)Function("dnnl_primitive_desc_destroy");
        PrimitiveCreate = (delegate* unmanaged<nint*, nint, int>)Function("dnnl_primitive_create");
        PrimitiveExecute = (delegate* unmanaged<nint, nint, int, void*, int>)Function("dnnl_primitive_execute");
        PrimitiveDestroy = (delegate* unmanaged<nint, int>)Function("dnnl_primitive_destroy");

        // Not oneDNN's own: its OpenMP's. A build on another runtime has no such function, and no such threads.
        SetThreads = NativeLibrary.TryGetExport(library, "omp_set_num_threads", out var setThreads)
            ? (delegate* unmanaged<int, void>)setThreads
            : null;
        var processor = ((delegate* unmanaged<int>)Function("dnnl_get_effective_cpu_isa"))();
        (HasMatrixUnits, HasHalfProducts) = ((processor & MatrixUnits) == MatrixUnits, (processor & WideVectors) == WideVectors);
        Version = VersionOf(library).ToString();

        nint attributes,
            engine;
        Check(((delegate* unmanaged<nint*, int>)Function("dnnl_primitive_attr_create"))(&attributes), "attributes");
        Check(((delegate* unmanaged<nint, int, int>)Function("dnnl_primitive_attr_set_scratchpad_mode"))(attributes, 1), "scratchpad mode");
        Check(EngineCreate(&engine, 1, 0), "engine");
        (Attributes, Engine) = (attributes, engine);
    }

    /// <summary>Whether the library would use matrix units for bfloat16.</summary>
    public bool HasMatrixUnits { get; }

    /// <summary>Whether products of bfloat16 can be computed, for which it needs AVX-512.</summary>
    public bool HasHalfProducts { get; }

    /// <summary>Major, minor and patch.</summary>
    public string Version { get; }

    /// <summary>The version that a library says of itself.</summary>
    public static Version VersionOf(nint library)
    {
        var numbers = (int*)((delegate* unmanaged<void*>)NativeLibrary.GetExport(library, "dnnl_version"))();
        return new Version(numbers[0], numbers[1], numbers[2]);
    }

    /// <summary>Turns a failure into an exception.</summary>
    /// <param name="status">What a function answered.</param>
    /// <param name="what">What was asked of it.</param>
    /// <exception cref="DecantException">The status is a failure.</exception>
    public static void Check(int status, string what)
    {
        if (status != 0)
        {
            throw new DecantException(
                $"oneDNN: {what} failed with status {status}. Use --kernels managed, and report the operator and its sizes."
            );
        }
    }
}
