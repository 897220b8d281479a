using Decant.Engine.Graphs;
using Decant.Engine.Weights;
using static Decant.Engine.Tests.Weights.WeightBytes;

namespace Decant.Engine.Tests.Weights;

public sealed class SafetensorsTests
{
    private const string Pair =
        """{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[1,2],"data_offsets":[2,4]}}""";

    [Fact]
    public void Tensors_come_in_the_order_of_the_file_with_name_type_and_sizes() =>
        With(
            Safetensors(
                """{"__metadata__":{"format":"pt"},"b":{"shape":[],"dtype":"I16","data_offsets":[4,6]},"a":{"data_offsets":[0,4],"dtype":"F32","shape":[1,1]}}  """,
                0,
                0,
                0xC0,
                0x3F,
                0xFE,
                0xFF
            ),
            path =>
            {
                using var file = WeightFile.Open(path);

                Assert.Equal("safetensors", file.Format);
                Assert.Equal(["tensor 'a' F32[1, 1]", "tensor 'b' I16[]"], file.Tensors.Select(tensor => tensor.ToString()));
                Assert.Equal([1.5f], file.Find("a")!.Read().Span<float>());
                Assert.Equal([(short)-2], file.Find("b")!.Read().Span<short>());
                Assert.Null(file.Find("c"));
                return 0;
            }
        );

    [Theory]
    [InlineData("F64", new byte[] { 0, 0, 0, 0, 0, 0, 0xF8, 0xBF }, ElementType.Float64, -1.5)]
    [InlineData("F32", new byte[] { 0, 0, 0xC0, 0xBF }, ElementType.Float32, -1.5)]
    [InlineData("F16", new byte[] { 0x00, 0xBE }, ElementType.Float32, -1.5)]
    [InlineData("F16", new byte[] { 0x01, 0x00 }, ElementType.Float32, 5.9604644775390625e-8)]
    [InlineData("BF16", new byte[] { 0xC0, 0xBF }, ElementType.Float32, -1.5)]
    [InlineData("I64", new byte[] { 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF }, ElementType.Int64, -2)]
    [InlineData("I32", new byte[] { 0xFE, 0xFF, 0xFF, 0xFF }, ElementType.Int32, -2)]
    [InlineData("I16", new byte[] { 0xFE, 0xFF }, ElementType.Int16, -2)]
    [InlineData("I8", new byte[] { 0xFE }, ElementType.Int8, -2)]
    [InlineData("U64", new byte[] { 0xFE, 0, 0, 0, 0, 0, 0, 0 }, ElementType.UInt64, 254)]
    [InlineData("U32", new byte[] { 0xFE, 0, 0, 0 }, ElementType.UInt32, 254)]
    [InlineData("U16", new byte[] { 0xFE, 0 }, ElementType.UInt16, 254)]
    [InlineData("U8", new byte[] { 0xFE }, ElementType.UInt8, 254)]
    [InlineData("BOOL", new byte[] { 7 }, ElementType.Bool, 1)]
    public void Every_element_type_gives_its_number(string name, byte[] data, ElementType type, double number)
    {
        var file = Safetensors($$$"""{"x":{"dtype":"{{{name}}}","shape":[1],"data_offsets":[0,{{{data.Length}}}]}}""", data);
        var (read, value) = With(file, path =>
        {
            using var weights = WeightFile.Open(path);
            using var tensor = weights.Tensors[0].Read();
            return (tensor.Type, TensorNumbers.Of(tensor)[0]);
        });

        Assert.Equal(type, read);
        Assert.Equal(number, value);
    }

    [Theory]
    [InlineData("F8_E4M3")]
    [InlineData("C64")]
    [InlineData("F4")]
    public void An_element_type_that_no_tensor_can_hold_is_refused_by_name(string name) =>
        Assert.Contains(
            $"tensor 'x': the element type {name} cannot be held; these can: F64, F32, F16",
            Refusal(Safetensors($$$"""{"x":{"dtype":"{{{name}}}","shape":[1],"data_offsets":[0,1]}}""", 0)),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(
        """{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}""",
        3,
        "'b': expected its data to begin at byte 2, where the tensor before it ends, it begins at 1 (an overlap)"
    )]
    [InlineData(
        """{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[1],"data_offsets":[3,4]}}""",
        4,
        "'b': expected its data to begin at byte 2, where the tensor before it ends, it begins at 3 (a gap)"
    )]
    [InlineData("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}""", 3, "begin at byte 0")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""",
        4,
        "tensor 'a' F32[2]: its sizes need 8 bytes, its offsets span 4"
    )]
    [InlineData("""{"a":{"dtype":"U8","shape":[4294967296],"data_offsets":[0,1]}}""", 1, "sizes from 0 to 2147483647")]
    [InlineData(
        """{"a":{"dtype":"U8","shape":[2147483647,2147483647,2147483647],"data_offsets":[0,1]}}""",
        1,
        "multiply to more than can be counted"
    )]
    [InlineData("""{"a":{"dtype":"U8","shape":[-1],"data_offsets":[0,1]}}""", 1, "whole numbers of 0 or more")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1.5],"data_offsets":[0,1]}}""", 1, "whole numbers of 0 or more")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[1,0]}}""", 1, "begin ≤ end")]
    [InlineData(
        """{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""",
        2,
        "names 'a' twice"
    )]
    [InlineData("""{"a":{"dtype":"U8","dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 1, "once each, received 'dtype'")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1]}}""", 1, "expected dtype, a shape")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1],"more":1}}""", 1, "received 'more'")]
    [InlineData("""{"a":[[[[[[1]]]]]]}""", 0, "not the JSON that the format asks for")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}{}""", 1, "not the JSON that the format asks for")]
    [InlineData("""{"a":""", 0, "not the JSON that the format asks for")]
    public void A_header_that_breaks_a_rule_is_refused_with_the_rule(string header, int bytes, string expected) =>
        Assert.Contains(expected, Refusal(Safetensors(header, new byte[bytes])), StringComparison.Ordinal);

    [Fact]
    public void Data_that_nobody_owns_or_that_is_cut_off_is_refused()
    {
        Assert.Contains(
            "its tensors take 4 bytes, after the header there are 5",
            Refusal(Safetensors(Pair, 1, 2, 3, 4, 5)),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "its tensors take 4 bytes, after the header there are 3",
            Refusal(Safetensors(Pair, 1, 2, 3)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_header_that_claims_to_be_longer_than_the_file_or_the_format_allows_takes_no_memory()
    {
        Assert.Contains(
            "bytes from byte 8 on, the file has 20",
            Refusal([100, 0, 0, 0, 0, 0, 0, 0, (byte)'{', .. new byte[11]]),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "its header claims 200000000 bytes, the format allows 100000000",
            Refusal([0, 0xC2, 0xEB, 0x0B, 0, 0, 0, 0, (byte)'{', .. new byte[11]]),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_file_without_tensors_and_tensors_without_numbers_are_in_order()
    {
        Assert.Equal(0, With(Safetensors("{}"), ReadAll));
        Assert.Equal(
            1,
            With(
                Safetensors(
                    """{"e":{"dtype":"F32","shape":[0,7],"data_offsets":[1,1]},"a":{"dtype":"U8","shape":[],"data_offsets":[0,1]},"f":{"dtype":"F64","shape":[3,0],"data_offsets":[1,1]}}""",
                    5
                ),
                ReadAll
            )
        );
    }

    [Fact]
    public void A_matrix_is_read_transposed_without_being_copied_first() =>
        With(Safetensors("""{"w":{"dtype":"U8","shape":[2,3],"data_offsets":[0,6]}}""", 1, 2, 3, 4, 5, 6), path =>
        {
            using var file = WeightFile.Open(path);
            var across = file.Tensors[0].Transposed();

            Assert.Equal([3, 2], across.Dimensions);
            Assert.Equal([1, 4, 2, 5, 3, 6], across.Read().Span<byte>().ToArray());
            return 0;
        });

    [Fact]
    public void Numbers_are_rounded_into_a_float_tensor_and_refused_by_one_of_other_sizes_or_kind() =>
        With(
            Safetensors("""{"x":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}""", 0x9A, 0x99, 0x99, 0x99, 0x99, 0x99, 0xB9, 0x3F),
            path =>
            {
                using var file = WeightFile.Open(path);
                using var single = new Tensor(ElementType.Float32, 1);
                file.Tensors[0].ReadInto(single);

                Assert.Equal([0.1f], single.Span<float>());
                Assert.Contains(
                    "tensor 'x' F64[1]: it does not fit into Float32[2]",
                    Assert.Throws<DecantException>(() => file.Tensors[0].ReadInto(new Tensor(ElementType.Float32, 2))).Message,
                    StringComparison.Ordinal
                );
                Assert.Throws<DecantException>(() => file.Tensors[0].ReadInto(new Tensor(ElementType.Int64, 1)));
                return 0;
            }
        );

    [Theory]
    [InlineData("GGUF\u0003\0\0\0\0\0\0\0", "this is a GGUF file. Convert it to safetensors")]
    [InlineData("\u0089HDF\r\n\u001a\n", "this is an HDF5 file (Keras, TensorFlow). Export the network as ONNX")]
    [InlineData("version https://git-lfs.github.com/spec/v1", "this is a pointer of Git LFS, not the file itself. Fetch it: git lfs pull")]
    [InlineData("\u0008\u0007\u0012\u0007pytorch", "An ONNX file is a whole network: name it under onnx")]
    [InlineData("what is this", "the first bytes are those of neither")]
    [InlineData("", "the file is empty")]
    public void A_file_of_another_kind_is_named(string start, string expected) =>
        Assert.Contains(expected, Refusal(Latin(start)), StringComparison.Ordinal);

    [Fact]
    public void A_missing_file_and_a_folder_are_said_to_be_such()
    {
        Assert.Contains(
            "there is no such file",
            Assert.Throws<DecantException>(() => WeightFile.Open("nothing/here.pt")).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "this is a folder",
            Assert.Throws<DecantException>(() => WeightFile.Open(Path.GetTempPath())).Message,
            StringComparison.Ordinal
        );
    }
}
