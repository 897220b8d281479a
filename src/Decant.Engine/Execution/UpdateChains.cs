using Decant.Engine.Devices;
using Decant.Engine.Operators;

namespace Decant.Engine.Execution;

/// <summary>
/// Joins updates of parameters that lie one after the other, and whose rules are equal, into one pass; and the update that follows the
/// product which writes its gradient with that product, which then runs it part by part.
/// </summary>
internal static class UpdateChains
{
    /// <summary>Makes chains of steps.</summary>
    /// <param name="steps">The steps that begin, in order.</param>
    /// <returns>Those that begin now.</returns>
    public static Step[] Join(IReadOnlyList<Step> steps)
    {
        var heads = new List<Step>();
        foreach (var step in steps)
        {
            if (heads.Count > 0 && (IsRunBy(heads[^1], step) || Continues(heads[^1].Chain[^1], step)))
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

    private static bool IsRunBy(Step product, Step update) =>
        product.Chain.Length == 1
        && product.Launcher.CanUpdate(product.Node)
        && IsInPlace(update)
        && update.Inputs[OptimizerUpdate.GradientInput] == product.Outputs[0]
        && update.Inputs[OptimizerUpdate.ScaleInput] is null
        && !product.Inputs.Any(input => input?.Storage == update.Outputs[0].Storage);

    private static bool Continues(Step last, Step step) =>
        IsInPlace(last)
        && IsInPlace(step)
        && last.Node.Operator.Equals(step.Node.Operator)
        && last.Launcher == step.Launcher
        && last.Inputs[OptimizerUpdate.LearningRateInput] == step.Inputs[OptimizerUpdate.LearningRateInput]
        && last.Inputs[OptimizerUpdate.StepInput] == step.Inputs[OptimizerUpdate.StepInput]
        && last.Inputs[OptimizerUpdate.ScaleInput] == step.Inputs[OptimizerUpdate.ScaleInput]
        && step.Inputs[OptimizerUpdate.GradientInput]!.Follows(last.Inputs[OptimizerUpdate.GradientInput]!)
        && last.Outputs.Zip(step.Outputs).All(pair => pair.Second.Follows(pair.First));

    private static bool IsInPlace(Step step) =>
        step.Node.Operator is OptimizerUpdate
        && step.Outputs.Select((output, i) => step.Inputs[step.Launcher.TakesOver(i)!.Value]!.Storage == output.Storage)
            .All(isSame => isSame);
}
