using Decant.Engine.Execution;
using Decant.Engine.Gradients;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx.Conformance;
using Decant.Engine.Onnx.Format;
using Decant.Engine.Operators;
using Decant.Engine.Randomness;
using Decant.Tests.Shared;
using Google.Protobuf;
using static Decant.Engine.Tests.Onnx.HandMade;

namespace Decant.Engine.Tests.Onnx;

/// <summary>Files whose right numbers follow from the formula by hand, with both kernel sets.</summary>
public sealed class KnownNumbersTests
{
    private const int Float64 = 11,
        UInt8 = 2,
        Int64 = 7;

    public static TheoryData<string> Kernels => ["managed", "reference"];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void A_convolution_of_float64_scales_every_channel_by_its_own_number(string kernels)
    {
        var model = Model(13, "y", InputOf(Float64, "x", 1, 2, 2, 2), Doubles("w", [1, 0, 0, 10], 2, 2, 1, 1), Node("Conv", "x w", "y"));
        var y = Run(model, kernels, ("x", Tensor.From<double>([0, 1, 2, 3, 4, 5, 6, 7], 1, 2, 2, 2)));
        Assert.Equal([0, 1, 2, 3, 40, 50, 60, 70], y.Span<double>().ToArray());
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void A_transposed_convolution_of_float64_scales_every_channel_by_its_own_number(string kernels)
    {
        var model = Model(
            13,
            "y",
            InputOf(Float64, "x", 1, 2, 1, 2),
            Doubles("w", [1, 0, 0, 10], 2, 2, 1, 1),
            Node("ConvTranspose", "x w", "y")
        );
        var y = Run(model, kernels, ("x", Tensor.From<double>([1, 2, 3, 4], 1, 2, 1, 2)));
        Assert.Equal([1, 2, 30, 40], y.Span<double>().ToArray());
    }

    // Channels, kernel, groups: around what floats add exactly of products, and where fast convolutions of 3×3 weights would add more than
    // that.
    [Theory]
    [InlineData("managed", 258, 1, 1)]
    [InlineData("managed", 259, 1, 1)]
    [InlineData("managed", 16, 3, 1)]
    [InlineData("managed", 32, 3, 1)]
    [InlineData("managed", 520, 1, 2)]
    [InlineData("managed", 116, 3, 4)]
    [InlineData("managed", 2, 17, 1)]
    [InlineData("managed", 4, 17, 2)]
    [InlineData("reference", 259, 1, 1)]
    [InlineData("reference", 60, 3, 2)]
    public void Products_of_bytes_are_exact(string kernels, int channels, int kernel, int groups)
    {
        const int results = 16;
        var (side, own) = (kernel + 4, channels / groups);
        var (x, w) = (Bytes(channels * side * side, 1), Bytes(results * own * kernel * kernel, 2));
        var model = Model(
            13,
            "y",
            InputOf(UInt8, "x", 1, channels, side, side),
            Format("w", Tensor.From<byte>(w, results, own, kernel, kernel)),
            Format("zx", Tensor.Scalar((byte)1)),
            Format("zw", Tensor.Scalar((byte)254)),
            Node("ConvInteger", "x w zx zw", "y", Int("group", groups))
        );
        var y = Run(model, kernels, ("x", Tensor.From<byte>(x, 1, channels, side, side))).Span<int>().ToArray();

        var size = side - kernel + 1;
        for (var i = 0; i < y.Length; i++)
        {
            var (m, row, column) = (i / (size * size), i / size % size, i % size);
            var first = m / (results / groups) * own;
            var sum = 0;
            for (var tap = 0; tap < own * kernel * kernel; tap++)
            {
                var (c, r, k) = (first + (tap / (kernel * kernel)), tap / kernel % kernel, tap % kernel);
                sum += (x[(((c * side) + row + r) * side) + column + k] - 1) * (w[(m * own * kernel * kernel) + tap] - 254);
            }

            Assert.True(sum == y[i], $"place {i}: expected {sum}, received {y[i]}");
        }
    }

    // A volume is a convolution of images whose channels are depths: 9 and 10 channels of 27 taps, in one part and in two.
    [Theory]
    [InlineData(9, 1)]
    [InlineData(10, 1)]
    [InlineData(20, 2)]
    public void Products_of_bytes_in_volumes_are_exact(int channels, int groups)
    {
        const int side = 5,
            size = 3,
            taps = 27,
            results = 4;
        var own = channels / groups;
        var (x, w) = (Bytes(channels * side * side * side, 1), Bytes(results * own * taps, 2));
        var model = Model(
            13,
            "y",
            InputOf(UInt8, "x", 1, channels, side, side, side),
            Format("w", Tensor.From<byte>(w, results, own, 3, 3, 3)),
            Format("zx", Tensor.Scalar((byte)1)),
            Format("zw", Tensor.Scalar((byte)254)),
            Node("ConvInteger", "x w zx zw", "y", Int("group", groups))
        );
        var y = Run(model, "managed", ("x", Tensor.From<byte>(x, 1, channels, side, side, side))).Span<int>().ToArray();

        for (var i = 0; i < y.Length; i++)
        {
            var (m, depth, row, column) = (i / (size * size * size), i / (size * size) % size, i / size % size, i % size);
            var first = m / (results / groups) * own;
            var sum = 0;
            for (var tap = 0; tap < own * taps; tap++)
            {
                var (c, d, r, k) = (first + (tap / taps), tap / 9 % 3, tap / 3 % 3, tap % 3);
                sum += (x[(((((c * side) + depth + d) * side) + row + r) * side) + column + k] - 1) * (w[(m * own * taps) + tap] - 254);
            }

            Assert.True(sum == y[i], $"place {i}: expected {sum}, received {y[i]}");
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Zeros_are_quantised_to_zeros(string kernels)
    {
        var model = Model(13, "y", Input("x", 3), Node("DynamicQuantizeLinear", "x", "q s z"), Node("DequantizeLinear", "q s z", "y"));
        Assert.Equal([0, 0, 0], Run(model, kernels, ("x", Tensor.From<float>([0, 0, 0], 3))).Span<float>().ToArray());
    }

    [Theory]
    [InlineData("nearest", "asymmetric", 2, 3)]
    [InlineData("nearest", "half_pixel", 3, 1)]
    [InlineData("linear", "half_pixel", 2, 3)]
    [InlineData("linear", "pytorch_half_pixel", 3, 2)]
    [InlineData("cubic", "half_pixel_symmetric", 4, 2)]
    [InlineData("cubic", "asymmetric", 2, 5)]
    public void An_image_of_unknown_size_grows_by_a_factor_as_one_of_known_size(string mode, string coordinates, int height, int width)
    {
        var x = OperatorSamples.InputsOf(Read(Model(13, "x", Input("image", 1, 2, 4, 5), Node("Identity", "image", "x"))))["image"];
        var attributes = new[]
        {
            Text("mode", mode),
            Text("coordinate_transformation_mode", coordinates),
            Text("nearest_mode", "round_prefer_ceil"),
        };
        var known = Model(13, "y", Input("x", 1, 2, 4, 5), Floats("s", [4], 1, 1, height, width), Node("Resize", "x - s", "y", attributes));
        var named = Model(
            13,
            "y",
            Input("x", 1, 2, 0, 0),
            Node("Shape", "x", "n"),
            Longs("by", 1, 1, height, width),
            Node("Mul", "n by", "sizes"),
            Node("Resize", "x - - sizes", "y", attributes)
        );
        var scaled = Model(
            13,
            "y",
            Input("x", 1, 2, 0, 0),
            Floats("s", [4], 1, 1, height, width),
            Node("Resize", "x - s", "y", attributes)
        );
        foreach (var model in new[] { named, scaled })
        {
            (model.Graph.Input[0].Type.TensorType.Shape.Dim[2].DimParam, model.Graph.Input[0].Type.TensorType.Shape.Dim[3].DimParam) = (
                "h",
                "w"
            );
            foreach (var kernels in new[] { "managed", "reference" })
            {
                TensorAssert.Close(Run(known, "reference", ("x", x)), Run(model, kernels, ("x", x)), 1e-5, 1e-6);
            }
        }
    }

    [Fact]
    public void An_image_of_unknown_size_that_does_not_grow_by_a_whole_factor_is_refused_with_the_way_out()
    {
        var model = Model(13, "y", Input("x", 1, 2, 4, 0), Floats("s", [4], 1, 1, 2, 1.5f), Node("Resize", "x - s", "y"));
        model.Graph.Input[0].Type.TensorType.Shape.Dim[3].DimParam = "w";
        Assert.Contains(
            "the size w is known only when the model runs and can grow by whole factors alone, received the scale "
                + "1.5. Export the model with this size fixed.",
            Refusal(model),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void A_cubic_image_of_one_pixel_is_read_at_the_first_pixel(string kernels)
    {
        var model = Model(
            13,
            "y",
            Input("x", 1, 1, 1, 5),
            Longs("sizes", 1, 1, 1, 1),
            Node("Resize", "x - - sizes", "y", Text("mode", "cubic"), Text("coordinate_transformation_mode", "pytorch_half_pixel"))
        );
        Assert.Equal([10], Run(model, kernels, ("x", Tensor.From<float>([10, 20, 40, 80, 160], 1, 1, 1, 5))).Span<float>().ToArray());
    }

    [Theory]
    [InlineData(0.6f, new float[] { 1, 3, 5 })] // places 0, 1.67, 3.33 go up to 0, 2, 4
    [InlineData(2f, new float[] { 1, 1, 2, 2, 3, 3, 4, 4, 5, 5 })]
    public void The_nearest_pixel_of_opset_10_is_the_next_one_where_the_image_shrinks(float scale, float[] expected)
    {
        var model = Model(10, "y", Input("x", 1, 1, 1, 5), Floats("s", [4], 1, 1, 1, scale), Node("Resize", "x s", "y"));
        Assert.Equal(expected, Run(model, "managed", ("x", Tensor.From<float>([1, 2, 3, 4, 5], 1, 1, 1, 5))).Span<float>().ToArray());
    }

    [Theory]
    [InlineData("LpNormalization", 1)]
    [InlineData("LpNormalization", 2)]
    [InlineData("ReduceL2", 0)]
    [InlineData("GlobalLpPool", 2)]
    [InlineData("GlobalLpPool", 3)]
    [InlineData("LpPool", 2)]
    [InlineData("MeanVarianceNormalization", 0)]
    public void A_vector_of_zeros_has_the_norm_0_and_finite_derivatives(string @operator, int p)
    {
        AttributeProto[] attributes =
        [
            .. p > 0 ? [Int("p", p)] : Array.Empty<AttributeProto>(),
            .. @operator == "LpPool" ? [Ints("kernel_shape", 2)] : Array.Empty<AttributeProto>(),
            .. @operator == "MeanVarianceNormalization" ? [Ints("axes", 0, 1, 2)] : Array.Empty<AttributeProto>(),
        ];
        var graph = Read(Model(13, "y", Input("x", 1, 1, 4), Node(@operator, "x", "y", attributes)));
        graph.AddOutput(graph.Add(new Identity(), graph.Outputs[0].ReduceSum().Differentiate([graph["x"]])[0]), "dx");
        foreach (var kernels in new[] { "managed", "reference" })
        {
            var results = GraphRun.Of(graph, new Dictionary<string, Tensor> { ["x"] = new(ElementType.Float32, 1, 1, 4) }, kernels);
            Assert.All(results["y"].Span<float>().ToArray(), y => Assert.Equal(0, y));
            Assert.All(results["dx"].Span<float>().ToArray(), slope => Assert.True(float.IsFinite(slope)));
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Small_numbers_keep_their_size_under_mean_variance_normalisation(string kernels)
    {
        // Deviation 5e-5: far above 1e-9, while a variance of 2.5e-9 with 1e-9 added would give ±0.845.
        var model = Model(13, "y", Input("x", 1, 1, 1, 2), Node("MeanVarianceNormalization", "x", "y"));
        TensorAssert.Close(
            Tensor.From<float>([-1, 1], 1, 1, 1, 2),
            Run(model, kernels, ("x", Tensor.From<float>([0, 1e-4f], 1, 1, 1, 2))),
            1e-4
        );
    }

    [Fact]
    public void Files_of_a_case_count_the_inputs_that_are_no_initialisers()
    {
        var folder = Directory.CreateTempSubdirectory("decant-case-").FullName;
        try
        {
            var model = Model(9, "y", Input("w", 2), Input("x", 2), Floats("w", [2], 10, 20), Node("Mul", "x w", "y"));
            var data = Directory.CreateDirectory(Path.Combine(folder, "test_data_set_0")).FullName;
            File.WriteAllBytes(Path.Combine(folder, "model.onnx"), model.ToByteArray());
            File.WriteAllBytes(Path.Combine(data, "input_0.pb"), Floats("x", [2], 1, 2).ToByteArray());
            File.WriteAllBytes(Path.Combine(data, "output_0.pb"), Floats("y", [2], 10, 40).ToByteArray());
            using var pool = new Decant.Engine.Kernels.WorkerPool(1);
            var result = ConformanceRunner.Run(new(folder), DeviceCatalogue.Default(pool));
            Assert.True(result.Outcome == ConformanceOutcome.Passed, result.Reason);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Tensor Run(ModelProto model, string kernels, params (string Name, Tensor Numbers)[] inputs) =>
        GraphRun.Of(Read(model), inputs.ToDictionary(input => input.Name, input => input.Numbers), kernels)[model.Graph.Output[0].Name];

    private static TensorProto Doubles(string name, double[] numbers, params int[] sizes) =>
        Format(name, Tensor.From<double>(numbers, sizes));

    private static TensorProto Format(string name, Tensor tensor) => Decant.Engine.Onnx.TensorFormat.Write(name, tensor);

    // Mostly the extremes.
    private static byte[] Bytes(int count, ulong seed)
    {
        var stream = new RandomStream(seed, "bytes");
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ =>
                    (byte)(
                        stream.NextInt32(4) switch
                        {
                            0 => 0,
                            1 => 255,
                            _ => stream.NextInt32(256),
                        }
                    )
                ),
        ];
    }
}
