using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Losses;

/// <summary>
/// The one place of the factor T² and of the reduction. The gradient of a loss on logits divided by T is 1/T² of that at T = 1; the factor
/// brings it back, so that a weight means the same at every temperature (Hinton, Vinyals, Dean 2015, arXiv:1503.02531, section 2). Classes
/// lie along the last axis. Of answers to samples, [N, C], the mean is over N; answers to places of samples, such as tokens [N, T, C], are
/// summed over nothing but classes, and their mean is over the places that count.
/// </summary>
/// <param name="Temperature">T, above 0.</param>
/// <param name="IsSquared">Whether the factor T² applies.</param>
/// <param name="Reduction">What the sum is divided by.</param>
/// <param name="Counted">1 for an answer that counts and 0 for one after a sample's end: the answers' shape without C. Null where [N, C]
/// all count.</param>
internal readonly record struct SoftTargetScale(
    LossNumber Temperature,
    bool IsSquared = true,
    LossReduction Reduction = LossReduction.Batch,
    Value? Counted = null
)
{
    /// <summary>Logits divided by T.</summary>
    /// <exception cref="DecantException">There are axes between samples and classes, and nothing says what counts of them.</exception>
    public Value Soften(Value logits) => RequireClear(logits) / Temperature;

    /// <summary>
    /// Elements [N, C] of a loss to a scalar: T²·(sum over C, mean over N), or T²·mean over N and C; N are the answers that count.
    /// </summary>
    /// <exception cref="DecantException">There are axes between samples and classes, and nothing says what counts of them.</exception>
    public Value Reduce(Value elements)
    {
        long classes = RequireClear(elements).Shape.Rank - 1;
        return Square(
            Reduction == LossReduction.Batch ? Mean(elements.ReduceSum([classes]))
            : Counted is null ? elements.ReduceMean()
            : Mean(elements.ReduceMean([classes]))
        );
    }

    /// <summary>The reduced divergence Σ p·(ln p − ln q) of p = softmax(x/T) and q = softmax(y/T).</summary>
    /// <exception cref="DecantException">There are axes between samples and classes, and nothing says what counts of them.</exception>
    public Value DivergenceOfLogits(Value x, Value y)
    {
        var places = new Shape(RequireClear(x).Shape.SkipLast(1));
        var rows = new Shape(places.Elements, x.Shape[^1]);
        var divergence = Mean(x.Reshape(rows).SoftmaxDivergence(y.Reshape(rows), Temperature.In(x)).Reshape(places));
        return Square(Reduction == LossReduction.Batch ? divergence : divergence * (1.0 / x.Shape[^1].Size));
    }

    /// <summary>The reduced divergence Σ p·(ln p − ln q) of distributions given by their logarithms.</summary>
    public Value Divergence(Value lnP, Value lnQ) => Reduce(lnP.Exp() * (lnP - lnQ));

    /// <summary>T²·loss.</summary>
    public Value Square(Value loss) => IsSquared ? loss * Temperature * Temperature : loss;

    // A batch in which nothing counts has the loss 0.
    private Value Mean(Value answers)
    {
        if (Counted is null)
        {
            return answers.ReduceMean();
        }

        var count = Counted.ReduceSum();
        return (answers * Counted).ReduceSum() / count.Max(count.Constant(1));
    }

    private Value RequireClear(Value answers)
    {
        if (Counted is null ? answers.Shape.Rank != 2 : !Counted.Shape.Equals(new Shape(answers.Shape.SkipLast(1))))
        {
            throw new DecantException(
                $"Soft targets: expected answers [N, C], or [N, T, C] and what counts of [N, T], received answers {answers.Shape} and "
                    + $"{(Counted is null ? "nothing that says what counts" : $"what counts {Counted.Shape}")}. A sum "
                    + $"over all axes would weigh long samples and their padding. "
                    + "Let the last axis hold the classes, and give what counts (LossSignals.Counted), or one row of "
                    + "classes for each sample."
            );
        }

        return answers;
    }
}
