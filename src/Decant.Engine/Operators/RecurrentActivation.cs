namespace Decant.Engine.Operators;

/// <summary>A function inside the cell of a recurrent network.</summary>
/// <param name="Function">Which one.</param>
/// <param name="Alpha">Its α, where it has one.</param>
/// <param name="Beta">Its β, where it has one.</param>
internal readonly record struct RecurrentActivation(RecurrentFunction Function, double Alpha = 0, double Beta = 0)
{
    /// <summary>A function with the α and β that ONNX assumes.</summary>
    public static RecurrentActivation Of(RecurrentFunction function) =>
        function switch
        {
            RecurrentFunction.Affine or RecurrentFunction.ScaledTanh or RecurrentFunction.Elu or RecurrentFunction.ThresholdedRelu => new(
                function,
                1,
                function == RecurrentFunction.ScaledTanh ? 1 : 0
            ),
            RecurrentFunction.LeakyRelu => new(function, 0.01),
            RecurrentFunction.HardSigmoid => new(function, 0.2, 0.5),
            _ => new(function),
        };
}
