using System.Runtime.InteropServices;

namespace Decant.Engine.Kernels.OneDnn;

/// <summary>dnnl_exec_arg_t: which operand of a primitive, and the memory object that says where it lies.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Argument
{
    public const int Source = 1;
    public const int Result = 17;
    public const int Weights = 33;
    public const int Scratch = 80;
    public const int SourceGradient = 129;
    public const int ResultGradient = 145;
    public const int WeightsGradient = 161;

    public int Index;
    public nint Memory;
}
