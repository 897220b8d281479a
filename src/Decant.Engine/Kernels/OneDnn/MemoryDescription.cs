using Decant.Engine.Graphs;

namespace Decant.Engine.Kernels.OneDnn;

/// <summary>dnnl_memory_desc_t: sizes, element type and layout of an operand.</summary>
internal unsafe struct MemoryDescription
{
    private const int AnyLayout = 1;
    private const int MostAxes = 12;

    private fixed long _words[696 / sizeof(long)];

    /// <summary>An operand with elements at given strides.</summary>
    public static MemoryDescription Of(ElementType type, ReadOnlySpan<long> sizes, ReadOnlySpan<long> strides)
    {
        MemoryDescription description = default;
        fixed (
            long* dimensions = sizes,
                steps = strides
        )
        {
            OneDnnApi.Check(
                OneDnnLibrary.Api.MemoryDescriptionByStrides(&description, sizes.Length, dimensions, Number(type), steps),
                "a memory description"
            );
        }

        return description;
    }

    /// <summary>A dense operand, last axis fastest.</summary>
    public static MemoryDescription Dense(ElementType type, ReadOnlySpan<long> sizes)
    {
        Span<long> strides = stackalloc long[MostAxes];
        long stride = 1;
        for (var axis = sizes.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= Math.Max(1, sizes[axis]);
        }

        return Of(type, sizes, strides[..sizes.Length]);
    }

    /// <summary>An image N, C, H, W that lies as N, H, W, C.</summary>
    public static MemoryDescription Image(ElementType type, int n, int c, int h, int w) =>
        Of(type, [n, c, h, w], [(long)h * w * c, 1, (long)w * c, c]);

    /// <summary>An operand in whatever layout a primitive likes best.</summary>
    public static MemoryDescription Any(ElementType type, ReadOnlySpan<long> sizes)
    {
        MemoryDescription description = default;
        fixed (long* dimensions = sizes)
        {
            OneDnnApi.Check(
                OneDnnLibrary.Api.MemoryDescriptionByTag(&description, sizes.Length, dimensions, Number(type), AnyLayout),
                "a memory description"
            );
        }

        return description;
    }

    /// <summary>Bytes that the operand takes.</summary>
    public readonly long Bytes
    {
        get
        {
            var copy = this;
            return (long)OneDnnLibrary.Api.MemoryDescriptionSize(&copy);
        }
    }

    /// <summary>Whether another operand lies the same way.</summary>
    public readonly bool IsLike(MemoryDescription other)
    {
        var copy = this;
        return OneDnnLibrary.Api.MemoryDescriptionEqual(&copy, &other) != 0;
    }

    private static int Number(ElementType type) =>
        type switch
        {
            ElementType.BFloat16 => 2,
            ElementType.Float32 => 3,
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "oneDNN is given float32 and bfloat16 alone."),
        };
}
