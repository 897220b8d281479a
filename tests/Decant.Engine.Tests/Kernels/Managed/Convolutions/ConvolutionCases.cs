using Decant.Engine.Kernels;

namespace Decant.Engine.Tests.Kernels.Managed;

/// <summary>Convolutions that a kernel can stumble over.</summary>
internal static class ConvolutionCases
{
    private static readonly ConvolutionSizes s_three = new()
    {
        N = 2,
        C = 16,
        H = 8,
        W = 8,
        M = 16,
        KernelH = 3,
        KernelW = 3,
        PadTop = 1,
        PadLeft = 1,
        PadBottom = 1,
        PadRight = 1,
    };

    public static readonly Dictionary<string, ConvolutionSizes> All = new()
    {
        ["3x3"] = s_three,
        ["3x3, 3 to 16 channels"] = s_three with { C = 3 },
        ["3x3, 32 channels"] = s_three with { C = 32, M = 32 },
        ["3x3, 64 channels"] = s_three with { C = 64, M = 64, H = 5, W = 5 },
        ["3x3, 64 channels, one image"] = s_three with { N = 1, C = 64, M = 64 },
        ["3x3, 32 channels, one image"] = s_three with { N = 1, C = 32, M = 32, H = 16, W = 16 },
        ["3x3, 32 to 64 channels, stride 2, one image"] = s_three with { N = 1, C = 32, M = 64, H = 16, W = 16, StrideH = 2, StrideW = 2 },
        ["3x3, 48 to 80 channels, odd image"] = s_three with { C = 48, M = 80, H = 7, W = 5 },
        ["3x3, two groups of 16"] = s_three with { C = 32, M = 32, Groups = 2, H = 5 },
        ["3x3, more tiles than a block"] = s_three with { N = 3, H = 21, W = 23 },
        ["3x3, odd channels"] = s_three with { C = 5, M = 7, N = 3 },
        ["3x3, 17 to 33 channels"] = s_three with { C = 17, M = 33, H = 6, W = 7 },
        ["3x3, 49 channels out"] = s_three with { C = 4, M = 49, W = 9 },
        ["3x3, stride 2"] = s_three with { StrideH = 2, StrideW = 2, C = 16, M = 32 },
        ["3x3, stride 2, odd image"] = s_three with { StrideH = 2, StrideW = 2, H = 7, W = 9, M = 5 },
        ["3x3, stride 3 by 2"] = s_three with { StrideH = 3, StrideW = 2, H = 10, W = 11 },
        ["3x3, stride 4: some inputs unused"] = s_three with { StrideH = 4, StrideW = 4, H = 11, W = 13 },
        ["3x3, dilation 2"] = s_three with { DilationH = 2, DilationW = 2, PadTop = 2, PadLeft = 2, PadBottom = 2, PadRight = 2 },
        ["3x3, dilation 2 by 1, stride 2 by 3"] = s_three with { DilationH = 2, StrideH = 2, StrideW = 3, H = 12, W = 10 },
        ["3x3, dilation 2, stride 2"] = s_three with { DilationH = 2, DilationW = 2, StrideH = 2, StrideW = 2, H = 11, W = 10 },
        ["3x3, one-sided pads"] = s_three with { PadTop = 2, PadLeft = 0, PadBottom = 0, PadRight = 1 },
        ["3x3, pads beyond the kernel"] = s_three with { PadTop = 4, PadLeft = 3, PadBottom = 3, PadRight = 5, H = 4, W = 4 },
        ["3x3, negative pads"] = s_three with { PadTop = -1, PadLeft = -2, PadBottom = -1, PadRight = 0 },
        ["3x3 on one pixel"] = s_three with { H = 1, W = 1 },
        ["3x3 on 2x2"] = s_three with { H = 2, W = 2, N = 5 },
        ["3x3, no pads"] = s_three with { PadTop = 0, PadLeft = 0, PadBottom = 0, PadRight = 0, W = 10 },
        ["5x2"] = s_three with { KernelH = 5, KernelW = 2, PadTop = 2, PadBottom = 2, PadRight = 0 },
        ["1x1"] = s_three with { KernelH = 1, KernelW = 1, PadTop = 0, PadLeft = 0, PadBottom = 0, PadRight = 0, C = 20, M = 24 },
        ["1x1, stride 2"] = s_three with
        {
            KernelH = 1,
            KernelW = 1,
            PadTop = 0,
            PadLeft = 0,
            PadBottom = 0,
            PadRight = 0,
            StrideH = 2,
            StrideW = 2,
            M = 32,
        },
        ["1x1, padded"] = s_three with { KernelH = 1, KernelW = 1, C = 7 },
        ["whole image"] = s_three with { KernelH = 8, KernelW = 8, PadTop = 0, PadLeft = 0, PadBottom = 0, PadRight = 0, C = 3, M = 10 },
        ["groups of 2"] = s_three with { Groups = 8, M = 24 },
        ["two groups"] = s_three with { Groups = 2, C = 6, M = 4, StrideH = 2 },
        ["1x1, two groups"] = s_three with { Groups = 2, KernelH = 1, KernelW = 1, PadTop = 0, PadLeft = 0, PadBottom = 0, PadRight = 0 },
        ["depthwise"] = s_three with { Groups = 16 },
        ["depthwise, wide image"] = s_three with { C = 40, M = 40, Groups = 40, H = 5, W = 23 },
        ["depthwise, wide image, stride 2"] = s_three with { C = 24, M = 24, Groups = 24, H = 9, W = 30, StrideH = 2, StrideW = 2 },
        ["depthwise, 5x5, wide image"] = s_three with
        {
            C = 17,
            M = 17,
            Groups = 17,
            H = 9,
            W = 19,
            KernelH = 5,
            KernelW = 5,
            PadTop = 2,
            PadLeft = 2,
            PadBottom = 2,
            PadRight = 2,
        },
        ["depthwise, dilation 2, wide image"] = s_three with
        {
            C = 20,
            M = 20,
            Groups = 20,
            W = 21,
            DilationW = 2,
            PadLeft = 2,
            PadRight = 2,
        },
        ["depthwise, no pads"] = s_three with { Groups = 16, W = 17, PadTop = 0, PadLeft = 0, PadBottom = 0, PadRight = 0 },
        ["depthwise, pads beyond the kernel"] = s_three with
        {
            Groups = 16,
            H = 4,
            W = 6,
            PadTop = 4,
            PadLeft = 5,
            PadBottom = 3,
            PadRight = 4,
        },
        ["depthwise, odd channels, stride 2"] = s_three with { C = 19, M = 19, Groups = 19, StrideH = 2, StrideW = 2, H = 9 },
        ["depthwise, dilation 2, one-sided"] = s_three with { C = 33, M = 33, Groups = 33, DilationW = 2, PadTop = 0 },
        ["depthwise, two outputs per channel"] = s_three with { C = 6, M = 12, Groups = 6 },
        ["no samples"] = s_three with { N = 0 },
        ["no output"] = s_three with { H = 1, PadTop = 0 },
        ["no output columns"] = s_three with { W = 1, PadLeft = 0 },
        ["one channel each"] = s_three with { C = 1, M = 1, H = 28, W = 28, N = 1 },
        ["taller than a band"] = s_three with { H = 70, W = 5, N = 1, C = 3, M = 8 },
    };

    public static TheoryData<string> Names => [.. All.Keys];
}
