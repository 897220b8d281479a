using Decant.Engine.Kernels;

namespace Decant.Engine.Tests.Kernels;

/// <summary>Poolings that a kernel can stumble over.</summary>
internal static class PoolCases
{
    private static readonly PoolSize s_two = Fit(
        new PoolSize
        {
            N = 3,
            C = 16,
            H = 8,
            W = 8,
            OutH = 0,
            OutW = 0,
            KernelH = 2,
            KernelW = 2,
            StrideH = 2,
            StrideW = 2,
        }
    );

    private static readonly Dictionary<string, PoolSize> s_all = new()
    {
        ["2x2, stride 2"] = s_two,
        ["3x3, stride 2, overlapping"] = Fit(s_two with { KernelH = 3, KernelW = 3 }),
        ["3x3, stride 1, padded"] = Fit(
            s_two with
            {
                KernelH = 3,
                KernelW = 3,
                StrideH = 1,
                StrideW = 1,
                PadTop = 1,
                PadLeft = 1,
                PadBottom = 1,
                PadRight = 1,
            }
        ),
        ["one-sided pads, odd channels"] = Fit(s_two with { C = 19, KernelH = 3, KernelW = 2, PadTop = 2, PadRight = 1 }),
        ["dilation 2"] = Fit(s_two with { DilationH = 2, DilationW = 3, StrideH = 1, StrideW = 1, PadTop = 1, PadLeft = 2, C = 3 }),
        ["hanging last window"] = Fit(
            s_two with
            {
                KernelH = 3,
                KernelW = 3,
                H = 7,
                W = 8,
                PadTop = 1,
                PadLeft = 1,
                PadBottom = 1,
                PadRight = 1,
            },
            true
        ),
        ["1x1"] = Fit(s_two with { KernelH = 1, KernelW = 1, StrideH = 3, StrideW = 1, C = 33 }),
        ["whole image"] = Fit(s_two with { KernelH = 8, KernelW = 8, StrideH = 1, StrideW = 1, C = 1, N = 1 }),
        ["no images"] = Fit(s_two with { N = 0 }),
        ["no windows"] = Fit(s_two with { KernelH = 9 }),
    };

    public static TheoryData<string, bool> Names
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (var name in s_all.Keys)
            {
                data.Add(name, false);
                data.Add(name, true);
            }

            return data;
        }
    }

    public static PoolSize Get(string name, bool channelsLast) => s_all[name] with { ChannelsLast = channelsLast };

    public static PoolSize Fit(PoolSize size, bool ceiling = false) =>
        size with
        {
            OutH = Windows(size.H, size.KernelH, size.StrideH, size.DilationH, size.PadTop, size.PadBottom, ceiling),
            OutW = Windows(size.W, size.KernelW, size.StrideW, size.DilationW, size.PadLeft, size.PadRight, ceiling),
        };

    private static int Windows(int size, int kernel, int stride, int dilation, int padBegin, int padEnd, bool ceiling)
    {
        var room = size + padBegin + padEnd - (((kernel - 1) * dilation) + 1);
        if (room < 0)
        {
            return 0;
        }

        var windows = ((room + (ceiling ? stride - 1 : 0)) / stride) + 1;
        return ceiling && (windows - 1) * stride >= size + padBegin ? windows - 1 : windows;
    }
}
