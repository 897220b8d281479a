using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Tasks;

/// <summary>What the ways of joining several networks' answers share.</summary>
internal static class JoinedAnswers
{
    /// <summary>The mean of the answers.</summary>
    public static Value Mean(IReadOnlyList<Value> answers) => answers.Aggregate((sum, next) => sum + next) * (1.0 / answers.Count);

    /// <summary>ln Σ e^xₖ = m + ln Σ e^(xₖ − m) with m = max xₖ.</summary>
    public static Value LogOfSum(IReadOnlyList<Value> terms)
    {
        var most = terms.Aggregate((largest, next) => largest.Max(next));
        return most + terms.Select(term => (term - most).Exp()).Aggregate((sum, next) => sum + next).Log();
    }
}
