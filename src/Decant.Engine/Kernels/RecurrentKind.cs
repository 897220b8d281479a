namespace Decant.Engine.Kernels;

/// <summary>The functions inside the cells of recurrent networks.</summary>
internal enum RecurrentKind
{
    Affine,
    Elu,
    HardSigmoid,
    LeakyRelu,
    Relu,
    ScaledTanh,
    Sigmoid,
    Softplus,
    Softsign,
    Tanh,
    ThresholdedRelu,
}
