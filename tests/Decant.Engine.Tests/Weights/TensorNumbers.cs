using Decant.Engine.Graphs;

namespace Decant.Engine.Tests.Weights;

/// <summary>The numbers of a tensor of any type as doubles.</summary>
internal static class TensorNumbers
{
    public static double[] Of(Tensor tensor) =>
        tensor.Type switch
        {
            ElementType.Float32 => [.. tensor.Span<float>().ToArray().Select(number => (double)number)],
            ElementType.Float64 => tensor.Span<double>().ToArray(),
            ElementType.Int64 => [.. tensor.Span<long>().ToArray().Select(number => (double)number)],
            ElementType.Int32 => [.. tensor.Span<int>().ToArray().Select(number => (double)number)],
            ElementType.Int16 => [.. tensor.Span<short>().ToArray().Select(number => (double)number)],
            ElementType.Int8 => [.. tensor.Span<sbyte>().ToArray().Select(number => (double)number)],
            ElementType.UInt64 => [.. tensor.Span<ulong>().ToArray().Select(number => (double)number)],
            ElementType.UInt32 => [.. tensor.Span<uint>().ToArray().Select(number => (double)number)],
            ElementType.UInt16 => [.. tensor.Span<ushort>().ToArray().Select(number => (double)number)],
            ElementType.UInt8 => [.. tensor.Span<byte>().ToArray().Select(number => (double)number)],
            _ => [.. tensor.Bytes().ToArray().Select(number => (double)number)],
        };
}
