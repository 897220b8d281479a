using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>
/// The forms of <see cref="Fused"/> that kernels compute in one go, while results are in registers: y = activation(producer + residual), or
/// the derivative of a batch normalisation that takes dy where the y of a ReLU is above 0. Passes fuse what has such a form; everything
/// else runs as separate steps.
/// </summary>
/// <param name="Bias">Which input of a product or a convolution is added to every row or pixel; null for none.</param>
/// <param name="Residual">Which input is added then; null for none.</param>
/// <param name="Activation">
/// What is applied then: <see cref="Relu"/>, <see cref="Clip"/>, <see cref="HardSwish"/>, <see cref="Gelu"/>, <see cref="ReluGradient"/> or <see cref="GeluGradient"/>; null for
/// nothing.
/// </param>
/// <param name="SlopeAt">Which input tells where the slope of an activation is taken; null for none.</param>
/// <param name="Kept">Which output has what a link keeps; null for none.</param>
internal sealed record FusedForm(int? Bias = null, int? Residual = null, Operator? Activation = null, int? SlopeAt = null, int? Kept = null)
{
    private const int BiasPlace = 2;

    private static readonly FusedForm s_plain = new();

    /// <summary>The form of a node, or null where kernels do not compute it in one go.</summary>
    public static FusedForm? Of(Node node)
    {
        var fused = node.Operator as Fused;
        var arity = fused?.Arity ?? node.Inputs.Count;
        var isFull = node.Inputs.Skip(arity).All(operand => operand!.Shape.Equals(node.Outputs[0].Shape));
        var form =
            fused is null ? s_plain
            : isFull ? Of(fused)
            : null;
        var hasBias = node.Operator.Core is Gemm or Conv && arity > BiasPlace && node.Inputs[BiasPlace] is not null;
        return hasBias && form is not null ? form with { Bias = BiasPlace } : form;
    }

    /// <summary>The form of an operator whose operands all have the shape of its result, or null.</summary>
    public static FusedForm? Of(Fused fused)
    {
        var (core, chain, operand) = (fused.Core, fused.Chain, fused.Arity);
        if (fused.Before is [{ Operator: ReluGradient, Place: 0 } slope])
        {
            return chain.Count == 0 && core is BatchNormalizationGradient
                ? new FusedForm(Activation: slope.Operator, SlopeAt: operand, Kept: slope.Keeps ? Outputs(core) : null)
                : null;
        }

        var form = s_plain;
        if (chain is [{ Operator: Add, Keeps: false }, ..] && AddsResidual(core))
        {
            (form, chain) = (form with { Residual = operand++ }, [.. chain.Skip(1)]);
        }

        if (chain is [{ Place: 0 } last] && Applies(core, last.Operator) && (!last.Keeps || last.Operator is Gelu))
        {
            int? kept = last.Keeps ? Outputs(core) : null;
            (form, chain) = (form with { Activation = last.Operator, SlopeAt = last.HasOperand ? operand : null, Kept = kept }, []);
        }

        return chain.Count == 0 && fused.Before.Count == 0 ? form : null;
    }

    private static bool AddsResidual(Operator core) =>
        core is Gemm or Conv or BatchNormalizationTraining or ConvDataGradient or LogSoftmaxAtGradient or SoftmaxDivergenceGradient;

    private static bool Applies(Operator core, Operator activation) =>
        core switch
        {
            Gemm => activation is Relu or Clip or HardSwish or Gelu or ReluGradient or GeluGradient,
            Conv => activation is Relu or Clip or HardSwish,
            BatchNormalization or BatchNormalizationTraining => activation is Relu,
            _ => false,
        };

    private static int Outputs(Operator core) => core is BatchNormalizationGradient ? 3 : 1;
}
