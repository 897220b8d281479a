using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Engine.Onnx.Format;
using Decant.Tests.Shared;
using Google.Protobuf;
using static Decant.Engine.Tests.Onnx.HandMade;

namespace Decant.Engine.Tests.Onnx;

/// <summary>Element types of fewer than 16 bits: what their bits mean, and what numbers become when they are cast to them.</summary>
public class NarrowNumberTests
{
    private static readonly int[] Floats8 =
    [
        OnnxElementType.Float8E4M3FN,
        OnnxElementType.Float8E4M3FNUZ,
        OnnxElementType.Float8E5M2,
        OnnxElementType.Float8E5M2FNUZ,
    ];

    // The tables of the papers and of the Open Compute Project: largest and smallest number.
    [Theory]
    [InlineData(OnnxElementType.Float8E4M3FN, 448, 1.0 / 512)]
    [InlineData(OnnxElementType.Float8E4M3FNUZ, 240, 1.0 / 1024)]
    [InlineData(OnnxElementType.Float8E5M2, 57344, 1.0 / 65536)]
    [InlineData(OnnxElementType.Float8E5M2FNUZ, 57344, 1.0 / 131072)]
    [InlineData(OnnxElementType.Float4E2M1, 6, 0.5)]
    public void A_small_float_has_the_range_of_its_standard(int code, double largest, double smallest)
    {
        Assert.Equal(largest, SmallFloat.Of(code)!.Largest);
        Assert.Equal(smallest, OnnxElementType.Decode(code, 1));
    }

    [Fact]
    public void A_number_that_a_type_has_stays_what_it_is_when_it_is_cast()
    {
        foreach (var code in Floats8)
        {
            float[] numbers = [.. Enumerable.Range(0, 256).Select(bits => OnnxElementType.Decode(code, bits)).Where(float.IsFinite)];
            Assert.InRange(numbers.Length, 248, 255);
            Assert.Equal(numbers, Cast(code, 1, numbers));
        }

        float[] halves = [0, 0.5f, 1, 1.5f, 2, 3, 4, 6, -0.5f, -6];
        Assert.Equal(halves, Cast(OnnxElementType.Float4E2M1, 1, halves));
    }

    [Fact]
    public void A_cast_to_8_bit_floats_gives_what_ONNX_Runtime_gives()
    {
        OnnxRuntimeOracle.SkipIfMissing();
        var numbers = Enumerable
            .Range(0, 400)
            .Select(i => (float)(Math.Sin(i * 1.7) * Math.Pow(2, (i % 34) - 20)))
            .Concat([0, 1e6f, -1e6f, 464, 465, 479, 17, 18, 19, 0.5f / 512, 1.5f / 512, 2.5f / 512, float.NaN])
            .ToArray();
        foreach (var code in Floats8)
        {
            foreach (var saturate in new[] { 0, 1 })
            {
                var model = CastModel(code, saturate, numbers.Length);
                var theirs = OnnxRuntimeOracle
                    .Run(model.ToByteArray(), new Dictionary<string, Tensor> { ["x"] = Tensor.From<float>(numbers) })["y"]
                    .Span<float>()
                    .ToArray();
                Assert.Equal(theirs, Cast(code, saturate, numbers));
            }
        }
    }

    [Fact]
    public void Elements_of_two_bits_stand_four_in_a_byte_lowest_first()
    {
        var packed = new TensorProto
        {
            Name = "w",
            DataType = OnnxElementType.Int2,
            Dims = { 5 },
            RawData = ByteString.CopyFrom([0b11_10_01_00, 0b01]),
        };
        Assert.Equal([0, 1, -2, -1, 1], TensorFormat.Read(packed, new ExternalData(null)).Span<sbyte>().ToArray());
        packed.DataType = OnnxElementType.UInt2;
        Assert.Equal([0, 1, 2, 3, 1], TensorFormat.Read(packed, new ExternalData(null)).Bytes().ToArray());
        packed.Dims[0] = 9;
        Assert.Contains(
            "expected 9 elements of type uint2, the file holds 2 bytes",
            Assert.Throws<DecantException>(() => TensorFormat.Read(packed, new ExternalData(null))).Message,
            StringComparison.Ordinal
        );
    }

    private static float[] Cast(int code, int saturate, float[] numbers)
    {
        var graph = Read(CastModel(code, saturate, numbers.Length));
        return GraphRun
            .Of(graph, new Dictionary<string, Tensor> { ["x"] = Tensor.From<float>(numbers) }, "managed")["y"]
            .Span<float>()
            .ToArray();
    }

    private static ModelProto CastModel(int code, int saturate, int count)
    {
        var model = Model(
            23,
            "y",
            Input("x", count),
            Node("Cast", "x", "q", Int("to", code), Int("saturate", saturate)),
            Node("Cast", "q", "y", Int("to", 1))
        );
        model.IrVersion = 10;
        return model;
    }
}
