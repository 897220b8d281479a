using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Students;

namespace Decant.Tasks;

/// <summary>What the ways of joining several networks' answers share.</summary>
internal static class JoinedAnswers
{
    /// <summary>The mean of the answers.</summary>
    public static Value Mean(IReadOnlyList<Value> answers) => answers.Aggregate((sum, next) => sum + next) * (1.0 / answers.Count);

    /// <summary>The axis of logits that tells classes apart: the last one, or C of [N, C, H, W].</summary>
    public static long AxisOfClasses(Value logits) =>
        Network.ClassAxis(logits.Shape) is var axis && axis == logits.Shape.Rank - 1 ? -1 : axis;

    /// <summary>Logits of classes as one: probabilities pₖ by a softmax over C.</summary>
    public static Value OfClasses(IReadOnlyList<Value> answers, EnsembleCombination combination)
    {
        if (combination == EnsembleCombination.Logits)
        {
            return Mean(answers);
        }

        var lnP = answers.Select(answer => answer.LogSoftmax(AxisOfClasses(answer))).ToArray();
        if (combination == EnsembleCombination.Probabilities)
        {
            return LogOfSum(lnP) - Math.Log(answers.Count);
        }

        // ln Σ wₖ·pₖ with wₖ = max pₖ / Σ max pⱼ, all as logarithms.
        var confidence = lnP.Select(member => member.ReduceMax([AxisOfClasses(member)], keepDimensions: true)).ToArray();
        return LogOfSum([.. lnP.Zip(confidence, (member, weight) => member + weight)]) - LogOfSum(confidence);
    }

    /// <summary>ln Σ e^xₖ = m + ln Σ e^(xₖ − m) with m = max xₖ.</summary>
    public static Value LogOfSum(IReadOnlyList<Value> terms)
    {
        var most = terms.Aggregate((largest, next) => largest.Max(next));
        return most + terms.Select(term => (term - most).Exp()).Aggregate((sum, next) => sum + next).Log();
    }
}
