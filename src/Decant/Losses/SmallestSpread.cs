using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Losses;

/// <summary>
/// The least spread by which losses divide that compare the form of answers and not their size. Divided by its own deviation s, a row of
/// almost equal logits becomes as large as any other, and its derivative as 1/s: 10⁶ and more where a head begins at 0, though there is
/// nothing to compare but rounding. The papers' programs add 10⁻⁷ or 10⁻⁸, which keeps the quotient finite and the derivative huge. Here a
/// spread below a twentieth of a logit counts as a twentieth, so that the derivative stays below twenty times that of the logits
/// themselves; every larger spread is what it is.
/// </summary>
internal static class SmallestSpread
{
    /// <summary>In logits.</summary>
    public const double Logits = 0.05;

    /// <summary>A deviation of logits, at least the smallest.</summary>
    public static Value OfLogits(Value deviation) => deviation.Max(deviation.Constant(Logits));

    /// <summary>
    /// ‖x − mean‖ of probabilities along an axis, at least the smallest. Where logits differ by s, probabilities at temperature T differ by
    /// the share s/T of themselves: so the bound is 0.05/T of ‖x‖.
    /// </summary>
    /// <param name="centred">x − mean.</param>
    /// <param name="probabilities">x.</param>
    /// <param name="temperature">T.</param>
    /// <param name="axis">The axis.</param>
    public static Value OfProbabilities(Value centred, Value probabilities, LossNumber temperature, long axis) =>
        centred.Norm(axis).Max(probabilities.Norm(axis) * Logits / temperature);
}
