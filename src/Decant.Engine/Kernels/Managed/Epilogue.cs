namespace Decant.Engine.Kernels.Managed;

/// <summary>The function that a kernel applies to its result while it is still in registers.</summary>
internal enum Activation
{
    None,

    /// <summary>max(0, x); NaN stays NaN.</summary>
    Relu,
}

/// <summary>
/// What happens to a finished sum before it is written: result = activation(sum + bias[column] + residual[row, column]).
/// The default value writes the plain sum.
/// </summary>
internal unsafe struct Epilogue
{
    /// <summary>One value per column (per output channel of a convolution), or null.</summary>
    public float* Bias;

    /// <summary>A matrix to add, laid out as the result is; null for none. It may be the result itself, and must not overlap it otherwise.</summary>
    public float* Residual;

    public Activation Activation;

    /// <summary>Adds to what the result holds already instead of overwriting it.</summary>
    public bool Accumulate;

    /// <summary>The same for the columns from one on.</summary>
    public readonly Epilogue From(int column) => this with
    {
        Bias = Bias is null ? null : Bias + column,
        Residual = Residual is null ? null : Residual + column,
    };
}
