namespace Decant.Engine.Operators;

/// <summary>The functions inside the cells of recurrent networks, as ONNX names them.</summary>
internal enum RecurrentFunction
{
    /// <summary>α·x + β.</summary>
    Affine,

    /// <summary>x, and α·(eˣ − 1) below 0.</summary>
    Elu,

    /// <summary>α·x + β, kept between 0 and 1.</summary>
    HardSigmoid,

    /// <summary>x, and α·x below 0.</summary>
    LeakyRelu,

    /// <summary>max(0, x).</summary>
    Relu,

    /// <summary>α·tanh(β·x).</summary>
    ScaledTanh,

    /// <summary>1/(1 + e⁻ˣ).</summary>
    Sigmoid,

    /// <summary>ln(1 + eˣ).</summary>
    Softplus,

    /// <summary>x/(1 + |x|).</summary>
    Softsign,

    /// <summary>tanh x.</summary>
    Tanh,

    /// <summary>x above α, else 0.</summary>
    ThresholdedRelu,
}
