using Decant.Cli.Benchmarks;
using Decant.Engine;

namespace Decant.Cli.Tests.Benchmarks;

public sealed class KernelBenchmarkTests
{
    [Fact]
    public void A_product_is_counted_and_judged_by_what_the_machine_can_do()
    {
        var result = Assert.Single(KernelBenchmark.Run("512x512 by 512x512", [1], "managed", TimeProvider.System));

        Assert.Equal(("Gemm", 1), (result.Operator, result.Threads));
        Assert.Equal((2.0 * 512 * 512 * 512, 3.0 * 4 * 512 * 512), (result.Flops, result.Bytes));
        Assert.Equal(2.0 * 512 * 512 * 512 / (result.Best / 1e3) / 1e9, result.Gigaflops, 1e-6 * result.Gigaflops);
        Assert.True(result.Peak > 1e8 && result.Bandwidth > 1e7);
        Assert.InRange(result.RooflineShare, 1e-4, 1.5);
    }

    [Fact]
    public void A_convolution_is_timed_with_both_gradients()
    {
        var results = KernelBenchmark.Run("1x1 of 16 to 32", [1], "managed", TimeProvider.System).ToArray();

        Assert.Equal(["Conv", "ConvDataGradient", "ConvWeightGradient"], results.Select(result => result.Operator));
        Assert.All(results, result => Assert.Equal(2.0 * 128 * 16 * 16 * 32 * 16, result.Flops));
    }

    [Fact]
    public void An_update_reads_weights_gradient_and_moment_and_writes_weights_and_moment() =>
        Assert.Equal(5 * 4e7, Assert.Single(KernelBenchmark.Run("sgd", [1], "managed", TimeProvider.System)).Bytes, 16.0); // and rate and step

    [Fact]
    public void An_unknown_kernel_is_answered_shortly_with_the_words_that_names_begin_with()
    {
        var message = Assert.Throws<DecantException>(() => KernelBenchmark.Run("fft", [1], "managed", TimeProvider.System)).Message;
        Assert.Contains("product, 3x3, 1x1, batch, layer, softmax, attention, sgd", message, StringComparison.Ordinal);
        Assert.InRange(message.Length, 0, 200);
    }
}
