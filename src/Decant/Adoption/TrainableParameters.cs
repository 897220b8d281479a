using Decant.Engine.Graphs;

namespace Decant.Adoption;

/// <summary>
/// Which numbers of a file from elsewhere training may change. ONNX does not say it. The rule: every stored 32-bit float from which a
/// gradient flows to the answer is a parameter, whatever lies between it and its layer, unless it is a running statistic, a constant of a
/// formula, or does something that is not learnt: prepares the input, converts the answer, hides, or follows a formula of its own.
/// </summary>
internal static class TrainableParameters
{
    /// <summary>Marks them, unless the file says itself which they are.</summary>
    /// <param name="network">A forward graph.</param>
    /// <param name="answer">What is learnt by; null for all outputs.</param>
    /// <param name="literals">Names of constants of the file's formulas; null for the graph's own.</param>
    /// <returns>The numbers that are not trained, and why.</returns>
    public static IReadOnlyList<FixedNumbers> Mark(Graph network, Value? answer = null, ISet<string>? literals = null)
    {
        var flow = new NumberFlow(network, answer is null ? network.Outputs : [answer]);
        var isListed = network.Parameters.Count > 0;
        var choice = new ParameterChoice(network, flow, literals ?? network.Literals);
        var fixedNumbers = new List<FixedNumbers>();
        foreach (var value in network.Initializers)
        {
            if (isListed && network.Parameters.Contains(value.Name))
            {
                continue;
            }

            switch (choice.Of(value))
            {
                case null:
                    break;
                case { Reason: null } when !isListed:
                    network.Parameters.Add(value.Name);
                    break;
                case { Reason: var reason }:
                    fixedNumbers.Add(new(value.Name, value.Shape, reason ?? FixedReason.NotListed));
                    break;
            }
        }

        return fixedNumbers;
    }
}
