using Decant.Engine.Devices;

namespace Decant.Engine.Execution;

/// <summary>
/// Joins element-wise steps that follow each other on the same elements into chains, which run as one step: x·σ(x) or x·γ + β then go
/// through memory once. A step joins the chain before it when it reads what the chain computes and its results have the same shape and
/// order in memory.
/// </summary>
internal static class ElementwiseChains
{
    /// <summary>Makes chains of steps.</summary>
    /// <param name="steps">All steps in order. The first of a chain is told its chain.</param>
    /// <returns>The steps that begin: every step or chain, in order.</returns>
    public static Step[] Join(IReadOnlyList<Step> steps)
    {
        var heads = new List<Step>();
        foreach (var step in steps)
        {
            if (heads.Count > 0 && Continues(heads[^1].Chain, step))
            {
                heads[^1].Chain = [.. heads[^1].Chain, step];
            }
            else
            {
                heads.Add(step);
            }
        }

        return [.. heads];
    }

    private static bool Continues(Step[] chain, Step step) =>
        step.Launcher.ChainsWith(chain[0].Launcher)
        && chain[0].Outputs[0].Value.Shape.Equals(step.Outputs[0].Value.Shape)
        && chain[0].ChannelsLast == step.ChannelsLast
        && chain.Any(link => step.Inputs.Contains(link.Outputs[0]));
}
