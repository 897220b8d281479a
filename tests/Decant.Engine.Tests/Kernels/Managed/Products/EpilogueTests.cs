using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Kernels.Managed;
using Decant.Engine.Kernels.Managed.Formulas;

namespace Decant.Engine.Tests.Kernels.Managed;

/// <summary>What is fused into a kernel gives the bits that the separate steps give.</summary>
public sealed unsafe class EpilogueTests : IDisposable
{
    private readonly WorkerPool _pool = new(2);

    public void Dispose() => _pool.Dispose();

    [Theory]
    [InlineData(5, 7, 3)]
    [InlineData(13, 50, 600)]
    [InlineData(200, 70, 300)]
    public void A_product_takes_bias_residual_and_activation_on_its_way_out(int m, int n, int k)
    {
        using var a = Sample.Floats(m * k, 1);
        using var b = Sample.Floats(k * n, 2);
        using var bias = Sample.Floats(n, 3);
        using var residual = Sample.Floats(m * n, 4);
        using var plain = new Tensor(ElementType.Float32, m, n);
        using var fused = new Tensor(ElementType.Float32, m, n);
        Multiply(a, b, plain, default);
        Multiply(
            a,
            b,
            fused,
            new Epilogue
            {
                Bias = (float*)bias.Pointer,
                Residual = (float*)residual.Pointer,
                Activation = Activation.Relu,
            }
        );
        Assert.Equal(Apart(plain, bias, residual, n), fused.Span<float>().ToArray());
        Multiply(a, b, fused, new Epilogue { Bias = (float*)bias.Pointer });
        Assert.Equal(plain.Span<float>()[n - 1] + bias.Span<float>()[n - 1], fused.Span<float>()[n - 1]);
    }

    [Theory]
    [InlineData(5, 7, 3)]
    [InlineData(13, 50, 600)]
    [InlineData(200, 70, 300)]
    public void A_product_takes_GELU_and_leaves_what_stood_before_it(int m, int n, int k)
    {
        using var a = Sample.Floats(m * k, 1);
        using var b = Sample.Floats(k * n, 2);
        using var bias = Sample.Floats(n, 3);
        using var residual = Sample.Floats(m * n, 4);
        using var sums = new Tensor(ElementType.Float32, m, n);
        using var kept = new Tensor(ElementType.Float32, m, n);
        using var fused = new Tensor(ElementType.Float32, m, n);
        var epilogue = new Epilogue { Bias = (float*)bias.Pointer, Residual = (float*)residual.Pointer };
        Multiply(a, b, sums, epilogue);
        Multiply(a, b, fused, epilogue with { Activation = Activation.Gelu, Sums = (float*)kept.Pointer });
        Assert.Equal(sums.Span<float>().ToArray(), kept.Span<float>().ToArray());
        Unary.Run(_pool, default(Gelu), (float*)sums.Pointer, (float*)sums.Pointer, sums.Count);
        Assert.Equal(sums.Span<float>().ToArray(), fused.Span<float>().ToArray());
    }

    [Theory]
    [InlineData(5, 7, 3)]
    [InlineData(13, 50, 600)]
    [InlineData(200, 70, 300)]
    public void A_product_takes_the_slope_of_an_activation(int m, int n, int k)
    {
        using var a = Sample.Floats(m * k, 1);
        using var b = Sample.Floats(k * n, 2);
        using var at = Sample.Floats(m * n, 3);
        using var plain = new Tensor(ElementType.Float32, m, n);
        using var expected = new Tensor(ElementType.Float32, m, n);
        using var fused = new Tensor(ElementType.Float32, m, n);
        Multiply(a, b, plain, default);
        Multiply(a, b, fused, new Epilogue { Activation = Activation.GeluSlope, SlopeAt = (float*)at.Pointer });
        Binary.Run(_pool, default(GeluGradient), (float*)plain.Pointer, (float*)at.Pointer, (float*)expected.Pointer, plain.Count);
        Assert.Equal(expected.Span<float>().ToArray(), fused.Span<float>().ToArray());
        Multiply(a, b, fused, new Epilogue { Activation = Activation.ReluSlope, SlopeAt = (float*)at.Pointer });
        Assert.Equal(
            plain.Span<float>().ToArray().Zip(at.Span<float>().ToArray(), (sum, x) => x > 0 ? sum : 0),
            fused.Span<float>().ToArray()
        );
    }

    [Theory]
    [InlineData(5, 7, 3)]
    [InlineData(13, 50, 600)]
    [InlineData(200, 70, 16)]
    public void A_product_takes_a_clip_and_a_hard_swish_on_its_way_out(int m, int n, int k)
    {
        using var a = Sample.Floats(m * k, 1);
        using var b = Sample.Floats(k * n, 2);
        using var bias = Sample.Floats(n, 3);
        using var residual = Sample.Floats(m * n, 4);
        using var sums = new Tensor(ElementType.Float32, m, n);
        using var fused = new Tensor(ElementType.Float32, m, n);
        var epilogue = new Epilogue { Bias = (float*)bias.Pointer, Residual = (float*)residual.Pointer };
        Multiply(a, b, sums, epilogue);
        Multiply(a, b, fused, epilogue with { Activation = Activation.Clip, Low = -0.5f, High = 6 });
        Assert.Equal(After(new Clip(-0.5f, 6), sums), fused.Span<float>().ToArray());
        Multiply(a, b, fused, epilogue with { Activation = Activation.HardSwish });
        Assert.Equal(After(default(HardSwish), sums), fused.Span<float>().ToArray());
    }

    [Theory]
    [InlineData("3x3, odd channels")]
    [InlineData("3x3, 32 channels")]
    [InlineData("1x1")]
    [InlineData("depthwise, wide image")]
    [InlineData("depthwise, odd channels, stride 2")]
    public void A_convolution_takes_a_clip_and_a_hard_swish_on_its_way_out(string name)
    {
        var s = ConvolutionCases.All[name];
        using var x = Sample.Floats((long)s.N * s.C * s.H * s.W, 1);
        using var w = Sample.Floats((long)s.M * s.GroupC * s.KernelH * s.KernelW, 2);
        using var bias = Sample.Floats(s.M, 3);
        using var sums = new Tensor(ElementType.Float32, s.N, s.OutH, s.OutW, s.M);
        using var fused = new Tensor(ElementType.Float32, s.N, s.OutH, s.OutW, s.M);
        var epilogue = new Epilogue { Bias = (float*)bias.Pointer };
        Convolve(sums, epilogue);
        Convolve(fused, epilogue with { Activation = Activation.Clip, Low = 0, High = 6 });
        Assert.Equal(After(new Clip(0, 6), sums), fused.Span<float>().ToArray());
        Convolve(fused, epilogue with { Activation = Activation.HardSwish });
        Assert.Equal(After(default(HardSwish), sums), fused.Span<float>().ToArray());

        void Convolve(Tensor y, in Epilogue after) =>
            Convolution.Run(_pool, s, (float*)x.Pointer, (float*)w.Pointer, (float*)y.Pointer, after);
    }

    [Theory]
    [InlineData(9, 50, 200)]
    [InlineData(70, 50, 600)]
    [InlineData(400, 50, 600)]
    public void A_residual_may_stand_where_the_product_is_written(int m, int n, int k)
    {
        using var a = Sample.Floats(m * k, 1);
        using var b = Sample.Floats(k * n, 2);
        using var residual = Sample.Floats(m * n, 3);
        using var apart = new Tensor(ElementType.Float32, m, n);
        Multiply(a, b, apart, new Epilogue { Residual = (float*)residual.Pointer });
        using var inPlace = residual.View(0, m, n);
        Multiply(a, b, inPlace, new Epilogue { Residual = (float*)residual.Pointer });
        Near.Check(apart.Span<float>().ToArray().Select(sum => (double)sum).ToArray(), inPlace.Span<float>().ToArray(), 1, k);
    }

    [Theory]
    [InlineData(5, 7, 3)]
    [InlineData(1, 3000, 40)]
    [InlineData(13, 50, 600)]
    [InlineData(200, 70, 300)]
    [InlineData(300, 803, 128)]
    [InlineData(100, 5000, 60)]
    public void A_product_changes_the_parameters_it_is_the_gradient_of_as_the_pass_behind_it_does(int m, int n, int k)
    {
        using var a = Sample.Floats(m * k, 1);
        using var b = Sample.Floats(k * n, 2);
        ParameterUpdate[] optimizers =
        [
            Sgd.Of(null, null, null, m * n, new SgdSettings(0.1, 0, false, 0.01)),
            Sgd.Of(null, null, null, m * n, new SgdSettings(0.1, 0.9, true, 0.01)),
            AdamW.Of(null, null, null, null, m * n, new AdamWSettings(0.1, 0.9, 0.99, 1e-8, 0.01, 3)),
        ];
        foreach (var optimizer in optimizers)
        {
            Assert.Equal(Results(isFused: false), Results(isFused: true));

            float[] Results(bool isFused)
            {
                using var gradients = new Tensor(ElementType.Float32, m, n);
                using Tensor weights = Sample.Floats(m * n, 3),
                    firsts = Sample.Floats(m * n, 4),
                    squares = Sample.Floats(m * n, 5);
                var seconds = squares.Span<float>();
                foreach (ref var second in seconds)
                {
                    second *= second;
                }

                var hasFirst = optimizer.AdamW is not null || optimizer.Sgd!.Value.Momentum > 0;
                var update = optimizer with
                {
                    Weights = (float*)weights.Pointer,
                    Gradients = (float*)gradients.Pointer,
                    First = hasFirst ? (float*)firsts.Pointer : null,
                    Second = optimizer.AdamW is not null ? (float*)squares.Pointer : null,
                };
                Multiply(a, b, gradients, isFused ? new Epilogue { Update = &update } : default);
                if (!isFused)
                {
                    update.Run(_pool);
                }

                return [.. gradients.Span<float>(), .. weights.Span<float>(), .. firsts.Span<float>(), .. squares.Span<float>()];
            }
        }
    }

    [Fact]
    public void Accumulating_adds_to_what_is_there()
    {
        using var a = Sample.Floats(6 * 20, 1);
        using var b = Sample.Floats(20 * 19, 2);
        using var plain = new Tensor(ElementType.Float32, 6, 19);
        using var sum = Sample.Floats(6 * 19, 3).View(0, 6, 19);
        var before = sum.Span<float>().ToArray();
        Multiply(a, b, plain, default);
        Multiply(a, b, sum, new Epilogue { Accumulate = true });
        Assert.Equal(before.Zip(plain.Span<float>().ToArray(), (was, added) => was + added), sum.Span<float>().ToArray());
    }

    [Theory]
    [InlineData("3x3, odd channels")]
    [InlineData("1x1")]
    [InlineData("two groups")]
    [InlineData("depthwise, odd channels, stride 2")]
    public void A_convolution_takes_bias_residual_and_activation_on_its_way_out(string name)
    {
        var s = ConvolutionCases.All[name];
        using var x = Sample.Floats((long)s.N * s.C * s.H * s.W, 1);
        using var w = Sample.Floats((long)s.M * s.GroupC * s.KernelH * s.KernelW, 2);
        using var bias = Sample.Floats(s.M, 3);
        using var plain = new Tensor(ElementType.Float32, s.N, s.OutH, s.OutW, s.M);
        using var residual = Sample.Floats(plain.Count, 4);
        using var fused = new Tensor(ElementType.Float32, s.N, s.OutH, s.OutW, s.M);
        Convolution.Run(_pool, s, (float*)x.Pointer, (float*)w.Pointer, (float*)plain.Pointer);
        var epilogue = new Epilogue
        {
            Bias = (float*)bias.Pointer,
            Residual = (float*)residual.Pointer,
            Activation = Activation.Relu,
        };
        Convolution.Run(_pool, s, (float*)x.Pointer, (float*)w.Pointer, (float*)fused.Pointer, epilogue);
        Assert.Equal(Apart(plain, bias, residual, s.M), fused.Span<float>().ToArray());
    }

    [Theory]
    [InlineData("3x3")]
    [InlineData("3x3, odd channels")]
    [InlineData("3x3, stride 2")]
    [InlineData("1x1, stride 2")]
    [InlineData("1x1")]
    [InlineData("depthwise")]
    public void A_data_gradient_can_be_added_to_what_is_there(string name)
    {
        var s = ConvolutionCases.All[name];
        using var dy = Sample.Floats((long)s.N * s.M * s.OutH * s.OutW, 2);
        using var w = Sample.Floats((long)s.M * s.GroupC * s.KernelH * s.KernelW, 3);
        using var dx = new Tensor(ElementType.Float32, s.N, s.H, s.W, s.C);
        ConvolutionDataGradient.Run(_pool, s, (float*)dy.Pointer, (float*)w.Pointer, (float*)dx.Pointer);
        var once = dx.Span<float>().ToArray();
        ConvolutionDataGradient.Run(_pool, s, (float*)dy.Pointer, (float*)w.Pointer, (float*)dx.Pointer, (float*)dx.Pointer);
        Assert.Equal(once.Select(value => value + value), dx.Span<float>().ToArray());
    }

    [Fact]
    public void The_fused_relu_lets_NaN_through()
    {
        using var a = Sample.Floats([1, double.NaN, -1]);
        using var b = Sample.Floats([2]);
        using var c = new Tensor(ElementType.Float32, 3, 1);
        MatrixMultiply.Run(
            _pool,
            new((float*)a.Pointer, 1),
            new((float*)b.Pointer, 1),
            (float*)c.Pointer,
            1,
            3,
            1,
            1,
            new Epilogue { Activation = Activation.Relu }
        );
        Assert.Equal([2, float.NaN, 0], c.Span<float>().ToArray());
    }

    [Fact]
    public void A_row_stride_leaves_the_columns_between_alone()
    {
        using var a = Sample.Floats(9 * 5, 1);
        using var b = Sample.Floats(5 * 18, 2);
        using var c = new Tensor(ElementType.Float32, 9, 25);
        c.Span<float>().Fill(7);
        MatrixMultiply.Run(_pool, new((float*)a.Pointer, 5), new((float*)b.Pointer, 18), (float*)c.Pointer, 25, 9, 18, 5);
        for (var row = 0; row < 9; row++)
        {
            Assert.All(c.Span<float>().Slice((row * 25) + 18, 7).ToArray(), value => Assert.Equal(7, value));
            Assert.DoesNotContain(7, c.Span<float>().Slice(row * 25, 18).ToArray());
        }
    }

    private void Multiply(Tensor a, Tensor b, Tensor c, in Epilogue epilogue)
    {
        var (m, n) = (c.Dimensions[0], c.Dimensions[1]);
        var k = (int)(a.Count / m);
        MatrixMultiply.Run(_pool, new((float*)a.Pointer, k), new((float*)b.Pointer, n), (float*)c.Pointer, n, m, n, k, epilogue);
    }

    private float[] After<TFormula>(TFormula formula, Tensor sums)
        where TFormula : unmanaged, IUnaryFormula
    {
        using var y = new Tensor(ElementType.Float32, (int)sums.Count);
        Unary.Run(_pool, formula, (float*)sums.Pointer, (float*)y.Pointer, sums.Count);
        return y.Span<float>().ToArray();
    }

    private static float[] Apart(Tensor plain, Tensor bias, Tensor residual, int columns)
    {
        var result = plain.Span<float>().ToArray();
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = MathF.Max(0, (result[i] + bias.Span<float>()[i % columns]) + residual.Span<float>()[i]);
        }

        return result;
    }
}
