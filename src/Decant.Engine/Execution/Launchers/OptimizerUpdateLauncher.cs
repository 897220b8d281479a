using System.Numerics;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels.Managed;
using Decant.Engine.Operators;

namespace Decant.Engine.Execution.Launchers;

/// <summary>
/// An optimizer's update, where the present weights and moments lie. A chain of them is one pass over parameters that lie one after the
/// other; as a link of a
/// product's chain (<see cref="UpdateChains"/>) it is run by the product, a part as soon as its gradient is written.
/// </summary>
internal abstract unsafe class OptimizerUpdateLauncher : Launcher
{
    /// <inheritdoc/>
    public override int? TakesOver(int output) => output == 0 ? OptimizerUpdate.WeightsInput : OptimizerUpdate.FirstMoment + output - 1;

    /// <inheritdoc/>
    public override void Run(Step step)
    {
        foreach (var link in step.Chain)
        {
            for (var output = 0; output < link.Outputs.Length; output++)
            {
                Stay(link.Inputs[TakesOver(output)!.Value]!, link.Outputs[output]);
            }
        }

        switch (step.Computing)
        {
            case KernelSet.Reference when step.Outputs[0].Type == ElementType.Float64: RunReference<double>(step); break;
            case KernelSet.Reference: RunReference<float>(step); break;
            default: Update(step).Run(step.Pool); break;
        }
    }

    /// <summary>The update of float32 parameters, for the managed kernels.</summary>
    public abstract ParameterUpdate Update(Step step);

    /// <summary>The update on the plain loops.</summary>
    protected abstract void RunReference<T>(Step step) where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>From the first weight to the last one of the chain, with the zeros between two parameters.</summary>
    protected static long Count(Step step)
    {
        var (first, last) = (step.Outputs[0], step.Chain[^1].Outputs[0]);
        return (((byte*)last.Pointer - (byte*)first.Pointer) / first.Type.Size()) + last.Count;
    }

    /// <summary>The weights, changed.</summary>
    protected static T* Weights<T>(Step step) where T : unmanaged => (T*)step.Outputs[0].Pointer;

    /// <summary>The gradients.</summary>
    protected static T* Gradients<T>(Step step) where T : unmanaged => (T*)step.Inputs[OptimizerUpdate.GradientInput]!.Pointer;

    /// <summary>One kind of moment, changed; null where there is none.</summary>
    protected static T* Moment<T>(Step step, int index) where T : unmanaged => step.Outputs.Length > index + 1 ? (T*)step.Outputs[index + 1].Pointer : null;

    /// <summary>Size of the step.</summary>
    protected static double LearningRate(Step step) => *(double*)step.Inputs[OptimizerUpdate.LearningRateInput]!.Pointer;

    /// <summary>The update's number.</summary>
    protected static long Number(Step step) => *(long*)step.Inputs[OptimizerUpdate.StepInput]!.Pointer;

    /// <summary>Factor on the gradients.</summary>
    protected static double Scale(Step step) => step.Inputs[OptimizerUpdate.ScaleInput] is { } scale ? *(double*)scale.Pointer : 1;
}
