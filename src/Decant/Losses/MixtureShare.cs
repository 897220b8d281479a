using Decant.Options;

namespace Decant.Losses;

/// <summary>The teacher's share in a mixture of its probabilities and the student's, stated once for every loss that mixes them.</summary>
internal static class MixtureShare
{
    /// <summary>A share above 0 and below 1.</summary>
    /// <param name="byDefault">Where none is given.</param>
    /// <param name="meaning">What is mixed.</param>
    /// <param name="ends">What to take for 0 and 1.</param>
    public static Option<double> Of(double byDefault, string meaning, string ends) =>
        Option.Number(
            "teacher-share",
            byDefault,
            meaning,
            above: 0,
            below: 1,
            unit: "share",
            must: new NumberRule<double>(ends, _ => true)
        );
}
