using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Engine.Onnx.Format;
using Google.Protobuf;

namespace Decant.Engine.Tests.Onnx;

public class TensorFormatTests
{
    private static readonly ExternalData None = new(null);

    [Theory]
    [InlineData(ElementType.Float32, "0000803F000020C1", "1, -10")]
    [InlineData(ElementType.Float64, "000000000000F03F00000000000024C0", "1, -10")]
    [InlineData(ElementType.Int64, "0100000000000000F6FFFFFFFFFFFFFF", "1, -10")]
    [InlineData(ElementType.Int32, "01000000F6FFFFFF", "1, -10")]
    [InlineData(ElementType.Int8, "01F6", "1, -10")]
    [InlineData(ElementType.UInt8, "01F6", "1, 246")]
    [InlineData(ElementType.Bool, "0107", "True, True")] // anything but 0 is true, and true is 1
    [InlineData((ElementType)10, "003C00C9", "1, -10")] // float16
    [InlineData((ElementType)16, "803F20C1", "1, -10")] // bfloat16
    public void Bytes_are_read_with_the_lowest_first(ElementType type, string bytes, string expected)
    {
        var proto = new TensorProto
        {
            Name = "t",
            DataType = (int)type,
            Dims = { 2 },
            RawData = ByteString.CopyFrom(Convert.FromHexString(bytes)),
        };

        Assert.Equal(expected, Text(TensorFormat.Read(proto, None)));
    }

    [Fact]
    public void Numbers_in_the_fields_of_their_type_are_read_too()
    {
        Assert.Equal(
            "1.5, -2",
            Text(
                TensorFormat.Read(
                    new TensorProto
                    {
                        DataType = 1,
                        Dims = { 2 },
                        FloatData = { 1.5f, -2 },
                    },
                    None
                )
            )
        );
        Assert.Equal(
            "1.5, -2",
            Text(
                TensorFormat.Read(
                    new TensorProto
                    {
                        DataType = 11,
                        Dims = { 2 },
                        DoubleData = { 1.5, -2 },
                    },
                    None
                )
            )
        );
        Assert.Equal(
            "7, -2",
            Text(
                TensorFormat.Read(
                    new TensorProto
                    {
                        DataType = 7,
                        Dims = { 2 },
                        Int64Data = { 7, -2 },
                    },
                    None
                )
            )
        );
        Assert.Equal(
            "7, -2",
            Text(
                TensorFormat.Read(
                    new TensorProto
                    {
                        DataType = 6,
                        Dims = { 2 },
                        Int32Data = { 7, -2 },
                    },
                    None
                )
            )
        );
        Assert.Equal(
            "7, -2",
            Text(
                TensorFormat.Read(
                    new TensorProto
                    {
                        DataType = 3,
                        Dims = { 2 },
                        Int32Data = { 7, -2 },
                    },
                    None
                )
            )
        );
        Assert.Equal(
            "7, 200",
            Text(
                TensorFormat.Read(
                    new TensorProto
                    {
                        DataType = 2,
                        Dims = { 2 },
                        Int32Data = { 7, 200 },
                    },
                    None
                )
            )
        );
        Assert.Equal(
            "True, False",
            Text(
                TensorFormat.Read(
                    new TensorProto
                    {
                        DataType = 9,
                        Dims = { 2 },
                        Int32Data = { 1, 0 },
                    },
                    None
                )
            )
        );
        Assert.Equal(
            "1, -10",
            Text(
                TensorFormat.Read(
                    new TensorProto
                    {
                        DataType = 10,
                        Dims = { 2 },
                        Int32Data = { 0x3C00, 0xC900 },
                    },
                    None
                )
            )
        );
        Assert.Equal(
            "1, -10",
            Text(
                TensorFormat.Read(
                    new TensorProto
                    {
                        DataType = 16,
                        Dims = { 2 },
                        Int32Data = { 0x3F80, 0xC120 },
                    },
                    None
                )
            )
        );
    }

    [Theory]
    [InlineData(ElementType.Float32)]
    [InlineData(ElementType.Float64)]
    [InlineData(ElementType.Int64)]
    [InlineData(ElementType.Int32)]
    [InlineData(ElementType.Int8)]
    [InlineData(ElementType.UInt8)]
    [InlineData(ElementType.Bool)]
    public void Every_element_type_survives_writing_and_reading(ElementType type)
    {
        foreach (int[] sizes in new int[][] { [], [3], [2, 0], [2, 1, 2] })
        {
            var tensor = new Tensor(type, sizes);
            tensor.Bytes().Fill(1);

            var again = TensorFormat.Read(TensorFormat.Write("t", tensor), None);

            Assert.Equal(type, again.Type);
            Assert.Equal(sizes, again.Dimensions.ToArray());
            Assert.True(tensor.Bytes().SequenceEqual(again.Bytes()));
        }
    }

    [Fact]
    public void Sizes_that_the_data_do_not_fill_are_refused_with_both_numbers()
    {
        var proto = new TensorProto
        {
            Name = "weight",
            DataType = 1,
            Dims = { 2, 3 },
            RawData = ByteString.CopyFrom(new byte[20]),
        };

        var problem = Assert.Throws<DecantException>(() => TensorFormat.Read(proto, None));

        Assert.Contains(
            "tensor 'weight' of sizes [2, 3]: expected 6 elements of type float, the file holds 20 bytes",
            problem.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(8, "string")]
    [InlineData(14, "complex64")]
    [InlineData(15, "complex128")]
    [InlineData(77, "number 77")]
    public void An_element_type_that_cannot_be_held_is_named(int type, string name)
    {
        var problem = Assert.ThrowsAny<DecantException>(() => TensorFormat.Read(new TensorProto { DataType = type }, None));
        Assert.Contains($"the element type {name} cannot be held; these can: float, uint8", problem.Message, StringComparison.Ordinal);
    }

    private static string Text(Tensor tensor) =>
        tensor.Type switch
        {
            ElementType.Float32 => Join<float>(tensor),
            ElementType.Float64 => Join<double>(tensor),
            ElementType.Int64 => Join<long>(tensor),
            ElementType.Int32 => Join<int>(tensor),
            ElementType.Int8 => Join<sbyte>(tensor),
            ElementType.UInt8 => Join<byte>(tensor),
            _ => Join<bool>(tensor),
        };

    private static string Join<T>(Tensor tensor)
        where T : unmanaged => string.Join(", ", tensor.Span<T>().ToArray());
}
