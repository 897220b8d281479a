namespace Decant.Engine.Kernels.OneDnn;

/// <summary>Which of a convolution's three sums is computed.</summary>
internal enum ConvolutionKind
{
    /// <summary>Y from X and W.</summary>
    Forward,

    /// <summary>dX from dY and W.</summary>
    DataGradient,

    /// <summary>dW from X and dY.</summary>
    WeightGradient,
}
