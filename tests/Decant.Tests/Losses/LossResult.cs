namespace Decant.Tests.Losses;

/// <summary>What a loss gave.</summary>
/// <param name="Value">The scalar.</param>
/// <param name="Gradients">The derivative by each array of the student and by each parameter, elements with the last axis fastest.</param>
internal sealed record LossResult(double Value, IReadOnlyDictionary<string, double[]> Gradients)
{
    /// <summary>The derivative by the student's logits.</summary>
    public double[] Gradient => Gradients["student"];
}
