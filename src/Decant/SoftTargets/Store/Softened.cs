namespace Decant.SoftTargets.Store;

/// <summary>Probabilities at a temperature, softmax(z/T), of which sparse answers are made.</summary>
internal static class Softened
{
    /// <summary>What is taken for ln 0: e to it is 0 in float32, and 0 times it is 0.</summary>
    public const double LnZero = -1e4;

    /// <summary>ln Σ e^(z/T).</summary>
    public static double LogSum(ReadOnlySpan<float> logits, double temperature)
    {
        var most = float.NegativeInfinity;
        foreach (var logit in logits)
        {
            most = Math.Max(most, logit);
        }

        var sum = 0.0;
        foreach (var logit in logits)
        {
            sum += Math.Exp(((double)logit - most) / temperature);
        }

        return (most / temperature) + Math.Log(sum);
    }
}
