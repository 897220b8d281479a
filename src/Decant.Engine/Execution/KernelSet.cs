namespace Decant.Engine.Execution;

/// <summary>Which implementation runs the operators.</summary>
public enum KernelSet
{
    /// <summary>SIMD in C#, several threads; float32. What it lacks runs on the reference kernels.</summary>
    Managed,

    /// <summary>Plain loops on one thread, float32 or float64: slow, obvious, the judge of the others.</summary>
    Reference,

    /// <summary>Matrix products and convolutions through the library oneDNN, which must be installed; everything else as <see cref="Managed"/>.</summary>
    OneDnn,

    /// <summary>For each operator what is fastest here: oneDNN for bfloat16 where it is installed and the processor has matrix units, else <see cref="Managed"/>.</summary>
    Auto,
}
