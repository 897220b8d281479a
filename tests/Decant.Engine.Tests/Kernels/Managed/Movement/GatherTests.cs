using Decant.Engine.Kernels;
using Decant.Engine.Kernels.Managed;
using Decant.Engine.Randomness;
using Oracle = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Tests.Kernels.Managed;

public sealed unsafe class GatherTests
{
    /// <summary>Sizes before, of and after the axis; how many indices.</summary>
    public static TheoryData<int, int, int, int> Shapes =>
        new()
        {
            { 1, 1, 1, 1 },
            { 3, 5, 7, 0 },
            { 2, 9, 0, 4 },
            { 0, 4, 3, 2 },
            { 1, 8000, 130, 600 },
            { 1, 300, 33, 5000 },
            { 4, 700, 129, 40 },
            { 9000, 7, 1, 3 },
            { 1, 100_000, 1, 1000 },
            { 6, 3, 16, 50 },
        };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Slices_and_their_gradient_are_those_of_the_reference_on_any_number_of_threads(int outer, int size, int inner, int count)
    {
        var along = new AlongAxis(outer, size, inner);
        var stream = new RandomStream(5, "indices");
        var indices = new long[count];
        foreach (ref var index in indices.AsSpan())
        {
            index = stream.NextInt32(2 * size) - size;
        }

        float[] x = Array.ConvertAll(Sample.Doubles(along.Count, 1), value => (float)value),
            dy = Array.ConvertAll(Sample.Doubles((long)outer * count * inner, 2), value => (float)value);
        float[] y = new float[dy.Length],
            dx = new float[x.Length];
        fixed (
            float* px = x,
                pdy = dy,
                py = y,
                pdx = dx
        )
        fixed (long* pi = indices)
        {
            Oracle.Gather.Run(px, pi, py, sizeof(float), along, count);
            Oracle.Gather.Gradient(pdy, pi, pdx, along, count);
            nint source = (nint)px,
                gradient = (nint)pdy,
                places = (nint)pi;
            Assert.Equal(
                y,
                Threads.SameBits(y.Length, (pool, result) =>
                    Gather.Run(pool, (void*)source, (long*)places, result, sizeof(float), along, count)
                )
            );
            Assert.Equal(
                dx,
                Threads.SameBits(dx.Length, (pool, result) => Gather.Gradient(pool, (float*)gradient, (long*)places, result, along, count))
            );
        }
    }

    [Fact]
    public void An_index_outside_the_axis_is_refused_on_whatever_thread_meets_it() =>
        Threads.Two(pool =>
        {
            var indices = new long[20_000];
            indices[^1] = 3;
            var numbers = new float[20_000 * 4];
            fixed (
                float* px = new float[12],
                    py = numbers
            )
            fixed (long* pi = indices)
            {
                nint source = (nint)px,
                    result = (nint)py,
                    places = (nint)pi;
                var along = new AlongAxis(1, 3, 4);
                Assert.Contains(
                    "received 3.",
                    Assert
                        .Throws<DecantException>(() =>
                            Gather.Run(pool, (void*)source, (long*)places, (void*)result, sizeof(float), along, 20_000)
                        )
                        .Message,
                    StringComparison.Ordinal
                );
                Assert.Contains(
                    "received 3.",
                    Assert
                        .Throws<DecantException>(() => Gather.Gradient(pool, (float*)result, (long*)places, (float*)source, along, 20_000))
                        .Message,
                    StringComparison.Ordinal
                );
            }
        });
}
