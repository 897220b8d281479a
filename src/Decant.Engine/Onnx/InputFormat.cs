using Decant.Engine.Graphs;
using Decant.Engine.Onnx.Format;

namespace Decant.Engine.Onnx;

/// <summary>The declaration of an input or output: its name, element type and shape.</summary>
internal static class InputFormat
{
    /// <summary>Reads a declaration. A size without number and name is named after the input and its axis.</summary>
    /// <param name="input">The declaration.</param>
    /// <param name="sizes">Numbers for sizes that the file only names.</param>
    /// <exception cref="DecantException">It is no tensor, has no shape, or a size out of range.</exception>
    public static (ElementType Type, Shape Shape) Read(ValueInfoProto input, IReadOnlyDictionary<string, int>? sizes = null)
    {
        if (input.Type?.TensorType is not { Shape: { } shape } tensor)
        {
            throw new DecantException(
                $"input '{input.Name}': expected a tensor with a shape, found none. Export the model with its input's shape."
            );
        }

        try
        {
            var read = new Shape([.. shape.Dim.Select((size, axis) => Known(Size(size, $"{input.Name}.{axis}"), sizes))]);
            DimensionText.CheckSize(read);
            return (OnnxElementType.Read(tensor.ElemType), read);
        }
        catch (Exception problem) when (problem is DecantException or OverflowException)
        {
            throw new DecantException($"input '{input.Name}': {problem.Message}", problem);
        }
    }

    /// <summary>Reads a declaration that may lack a shape.</summary>
    /// <exception cref="DecantException">It is no tensor, or a size is out of range.</exception>
    public static NetworkPort Port(ValueInfoProto value)
    {
        if (value.Type?.TensorType is not { } tensor)
        {
            throw new UnsupportedException(
                "Sequence or Optional",
                $"'{value.Name}' is no tensor but a sequence, a map or an optional value, which are not known here."
            );
        }

        if (tensor.Shape is null)
        {
            return new(value.Name, OnnxElementType.Read(tensor.ElemType), null);
        }

        var (type, shape) = Read(value);
        return new(value.Name, type, shape);
    }

    private static Dimension Known(Dimension size, IReadOnlyDictionary<string, int>? sizes) =>
        sizes is null
            ? size
            : size.Names()
                .Aggregate(new Dimension(size.Factor, ""), (product, name) =>
                    product * (sizes.TryGetValue(name, out var number) ? number : new Dimension(name))
                );

    /// <summary>Writes a declaration.</summary>
    public static ValueInfoProto Write(Value value) =>
        new()
        {
            Name = value.Name,
            Type = new TypeProto
            {
                TensorType = new TypeProto.Types.Tensor
                {
                    ElemType = (int)value.Type,
                    Shape = new TensorShapeProto { Dim = { value.Shape.Select(Size) } },
                },
            },
        };

    private static Dimension Size(TensorShapeProto.Types.Dimension size, string unnamed) =>
        size.ValueCase switch
        {
            TensorShapeProto.Types.Dimension.ValueOneofCase.DimParam when size.DimParam.Length > 0 => DimensionText.Read(size.DimParam),
            // Some exporters write −1 for a size that they do not know.
            TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue when size.DimValue != -1 => size.DimValue is >= 0 and <= int.MaxValue
                ? (int)size.DimValue
                : throw new DecantException($"a size must be 0 to {int.MaxValue}, received {size.DimValue}."),
            _ => new Dimension(unnamed),
        };

    private static TensorShapeProto.Types.Dimension Size(Dimension size) =>
        size.IsStatic ? new() { DimValue = size.Factor } : new() { DimParam = DimensionText.Write(size) };
}
