namespace Decant.Engine.Kernels.Managed;

/// <summary>The function that a kernel applies to its result while it is still in registers.</summary>
internal enum Activation
{
    None,

    /// <summary>max(0, x); NaN stays NaN.</summary>
    Relu,

    /// <summary>min(max(x, <see cref="Epilogue.Low"/>), <see cref="Epilogue.High"/>); NaN stays NaN.</summary>
    Clip,

    /// <summary>x·min(max(x/6 + ½, 0), 1); NaN stays NaN.</summary>
    HardSwish,

    /// <summary>x·Φ(x), Φ the standard normal distribution; products of matrices alone.</summary>
    Gelu,

    /// <summary>The sum where the number at <see cref="Epilogue.SlopeAt"/> is above 0, else 0; products of matrices alone.</summary>
    ReluSlope,

    /// <summary>The sum times Φ(x) + x·φ(x), x the number at <see cref="Epilogue.SlopeAt"/>; products of matrices alone.</summary>
    GeluSlope,
}

/// <summary>
/// What happens to a finished sum before it is written: result = activation(sum + bias[column] + residual[row, column]).
/// The default value writes the plain sum.
/// </summary>
internal unsafe struct Epilogue
{
    /// <summary>One value per column (per output channel of a convolution), or null.</summary>
    public float* Bias;

    /// <summary>
    /// A matrix to add, laid out as the result is; null for none. It may be the result itself, and must not overlap it otherwise.
    /// </summary>
    public float* Residual;

    public Activation Activation;

    /// <summary>The bounds of a <see cref="Managed.Activation.Clip"/>.</summary>
    public float Low;
    public float High;

    /// <summary>Where the slope of an activation is taken: a matrix laid out as the result is, read by slopes only.</summary>
    public float* SlopeAt;

    /// <summary>
    /// Takes what comes before a <see cref="Managed.Activation.Gelu"/>, laid out as the result is; null where no one needs it.
    /// </summary>
    public float* Sums;

    /// <summary>
    /// The parameters that the result is the gradient of, changed as soon as a chunk of it is written; null for none; products of matrices
    /// alone.
    /// </summary>
    public ParameterUpdate* Update;

    /// <summary>Adds to what the result holds already instead of overwriting it.</summary>
    public bool Accumulate;

    /// <summary>The same for the columns from one on.</summary>
    public readonly Epilogue From(int column) =>
        this with
        {
            Bias = Bias is null ? null : Bias + column,
            Residual = Residual is null ? null : Residual + column,
            SlopeAt = SlopeAt is null ? null : SlopeAt + column,
            Sums = Sums is null ? null : Sums + column,
        };
}
