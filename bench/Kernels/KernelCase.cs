using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Kernels.Managed;
using Decant.Engine.Randomness;

namespace Decant.Kernels.Bench;

/// <summary>One thing to time.</summary>
/// <param name="Name">What and how big.</param>
/// <param name="Operations">Floating-point operations, a multiply-add being two.</param>
/// <param name="Run">Does it once.</param>
internal sealed unsafe record KernelCase(string Name, double Operations, Action<WorkerPool> Run)
{
    /// <summary>Products of multilayer perceptrons and squares; convolutions of CIFAR residual networks with both gradients.</summary>
    public static IEnumerable<KernelCase> All()
    {
        foreach (var (m, n, k) in new[] { (1024, 1024, 1024), (4096, 256, 256), (4096, 1024, 256), (4096, 256, 1024), (4096, 128, 128), (4096,512,128), (4096,128,512), (512, 512, 512), (128, 1200, 1200), (128, 1200, 784), (128, 10, 1200), (1, 1200, 1200), (8, 1200, 1200), (64, 64, 64), (32768, 64, 64) })
        {
            yield return Product($"multiply {m}x{n}x{k}", m, n, k, false, false);
            yield return Product($"multiply {m}x{n}x{k}, B transposed", m, n, k, false, true);
        }

        yield return Product("multiply 1200x784x128, A transposed", 1200, 784, 128, true, false);
        yield return Product("grad 128x128x4096", 128, 128, 4096, true, false);
        yield return Product("grad 512x128x4096", 512, 128, 4096, true, false);
        yield return Product("grad 128x512x4096", 128, 512, 4096, true, false);
        yield return Product("grad 10x1200x128", 10, 1200, 128, true, false);

        foreach (var (channels, size) in new[] { (16, 32), (32, 16), (64, 8) })
        {
            foreach (var bench in Convolutions($"3x3 of {channels} at {size}x{size}", Square(128, channels, size, channels, 3, 1)))
            {
                yield return bench;
            }
        }

        foreach (var bench in new[] { (16, 32), (32, 16), (64, 8) }.SelectMany(p => Convolutions($"few 3x3 of {p.Item1} at {p.Item2}", Square(8, p.Item1, p.Item2, p.Item1, 3, 1)))) { yield return bench; }
        foreach (var bench in Convolutions("3x3 of 64 at 16x16", Square(128, 64, 16, 64, 3, 1))
            .Concat(Convolutions("3x3 of 3 to 16 at 32x32", Square(128, 3, 32, 16, 3, 1)))
            .Concat(Convolutions("3x3 of 16 to 32 at 32x32, stride 2", Square(128, 16, 32, 32, 3, 2)))
            .Concat(Convolutions("1x1 of 16 to 32 at 32x32, stride 2", Square(128, 16, 32, 32, 1, 2)))
            .Concat(Convolutions("1x1 of 64 at 16x16", Square(128, 64, 16, 64, 1, 1)))
            .Concat(Convolutions("one image, 3x3 of 64 at 8x8", Square(1, 64, 8, 64, 3, 1)))
            .Concat(Convolutions("depthwise 3x3 of 64 at 16x16", Square(128, 64, 16, 64, 3, 1) with { Groups = 64 })))
        {
            yield return bench;
        }
    }

    private static ConvolutionSizes Square(int n, int c, int size, int m, int kernel, int stride) => new()
    {
        N = n, C = c, H = size, W = size, M = m, KernelH = kernel, KernelW = kernel, StrideH = stride, StrideW = stride,
        PadTop = kernel / 2, PadLeft = kernel / 2, PadBottom = kernel / 2, PadRight = kernel / 2,
    };

    private static KernelCase Product(string name, int m, int n, int k, bool transposeA, bool transposeB)
    {
        var (a, b, c) = (Numbers(m * k), Numbers(k * n), Numbers(m * n));
        var left = transposeA ? new MatrixView((float*)a.Pointer, 1, m) : new MatrixView((float*)a.Pointer, k);
        var right = transposeB ? new MatrixView((float*)b.Pointer, 1, k) : new MatrixView((float*)b.Pointer, n);
        return new KernelCase(name, 2.0 * m * n * k, pool =>
        {
            MatrixMultiply.Run(pool, left, right, (float*)c.Pointer, n, m, n, k);
            GC.KeepAlive((a, b));
        });
    }

    private static KernelCase[] Convolutions(string name, ConvolutionSizes s)
    {
        var operations = 2.0 * s.N * s.OutH * s.OutW * s.M * s.GroupC * s.KernelH * s.KernelW;
        var (x, w, y) = (Numbers((long)s.N * s.C * s.H * s.W), Numbers((long)s.M * s.GroupC * s.KernelH * s.KernelW), Numbers((long)s.N * s.M * s.OutH * s.OutW));
        return
        [
            new(name + ", forward", operations, pool => Convolution.Run(pool, s, (float*)x.Pointer, (float*)w.Pointer, (float*)y.Pointer)),
            new(name + ", data gradient", operations, pool => ConvolutionDataGradient.Run(pool, s, (float*)y.Pointer, (float*)w.Pointer, (float*)x.Pointer)),
            new(name + ", weight gradient", operations, pool => ConvolutionWeightGradient.Run(pool, s, (float*)x.Pointer, (float*)y.Pointer, (float*)w.Pointer)),
        ];
    }

    private static Tensor Numbers(long count)
    {
        var stream = new RandomStream(1, "bench");
        var tensor = new Tensor(ElementType.Float32, checked((int)count));
        foreach (ref var value in tensor.Span<float>())
        {
            value = stream.NextSingle() - 0.5f;
        }

        return tensor;
    }
}
