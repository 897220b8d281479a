using Decant.Engine.Graphs;

namespace Decant.Tests.Training.PyTorch;

/// <summary>What the steps of a training gave.</summary>
/// <param name="Loss">The weighted sum at every step.</param>
/// <param name="Terms">Every term at every step, before its weight.</param>
/// <param name="Network">Weights and running statistics at the end.</param>
internal sealed record TrainingTrace(double[] Loss, double[][] Terms, Graph Network)
{
    /// <summary>Everything as bits.</summary>
    public byte[] Bits() =>
        [
            .. Loss.Concat(Terms.SelectMany(term => term)).SelectMany(BitConverter.GetBytes),
            .. Network.Initializers.OrderBy(value => value.Name, StringComparer.Ordinal).SelectMany(value => value.Data!.Bytes().ToArray()),
        ];
}
