using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Losses;

/// <summary>
/// The one place of the factor T² and of the reduction. The gradient of a loss on logits divided by T is 1/T² of that at T = 1; the factor
/// brings it back, so that a weight means the same at every temperature (Hinton, Vinyals, Dean 2015, arXiv:1503.02531, section 2).
/// </summary>
/// <param name="Temperature">T, above 0.</param>
/// <param name="IsSquared">Whether the factor T² applies.</param>
/// <param name="Reduction">What the sum is divided by.</param>
internal readonly record struct SoftTargetScale(LossNumber Temperature, bool IsSquared = true, LossReduction Reduction = LossReduction.Batch)
{
    /// <summary>Logits divided by T.</summary>
    public Value Soften(Value logits) => logits / Temperature;

    /// <summary>Elements [N, C] of a loss to a scalar: T²·(sum over C, mean over N), or T²·mean over N and C.</summary>
    public Value Reduce(Value elements) => Square(Reduction == LossReduction.Batch ? elements.ReduceSum([1]).ReduceMean() : elements.ReduceMean());

    /// <summary>The reduced divergence Σ p·(ln p − ln q) of p = softmax(x/T) and q = softmax(y/T).</summary>
    public Value DivergenceOfLogits(Value x, Value y)
    {
        var rows = x.SoftmaxDivergence(y, Temperature.In(x)).ReduceMean();
        return Square(Reduction == LossReduction.Batch ? rows : rows * (1.0 / x.Shape[1].Size));
    }

    /// <summary>The reduced divergence Σ p·(ln p − ln q) of distributions given by their logarithms.</summary>
    public Value Divergence(Value lnP, Value lnQ) => Reduce(lnP.Exp() * (lnP - lnQ));

    /// <summary>T²·loss.</summary>
    public Value Square(Value loss) => IsSquared ? loss * Temperature * Temperature : loss;
}
