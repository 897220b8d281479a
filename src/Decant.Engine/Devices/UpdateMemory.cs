using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Devices;

/// <summary>
/// Where the numbers of an optimizer's update lie: from its first weight to the last one of the chain that it begins, with the zeros
/// between two parameters.
/// </summary>
internal readonly unsafe struct UpdateMemory(Step step)
{
    /// <summary>Weights from the first to the last one.</summary>
    public long Count
    {
        get
        {
            var (first, last) = (step.Outputs[0], step.Chain[^1].Outputs[0]);
            return (((byte*)last.Pointer - (byte*)first.Pointer) / first.Type.Size()) + last.Count;
        }
    }

    /// <summary>Size of the step.</summary>
    public double LearningRate => *(double*)step.Inputs[OptimizerUpdate.LearningRateInput]!.Pointer;

    /// <summary>The update's number.</summary>
    public long Number => *(long*)step.Inputs[OptimizerUpdate.StepInput]!.Pointer;

    /// <summary>Factor on the gradients.</summary>
    public double Scale => step.Inputs[OptimizerUpdate.ScaleInput] is { } scale ? *(double*)scale.Pointer : 1;

    /// <summary>The input whose memory an output takes over: weights and moments change where they lie.</summary>
    public static int TakesOver(int output) => output == 0 ? OptimizerUpdate.WeightsInput : OptimizerUpdate.FirstMoment + output - 1;

    /// <summary>The weights, changed.</summary>
    public T* Weights<T>()
        where T : unmanaged => (T*)step.Outputs[0].Pointer;

    /// <summary>The gradients.</summary>
    public T* Gradients<T>()
        where T : unmanaged => (T*)step.Inputs[OptimizerUpdate.GradientInput]!.Pointer;

    /// <summary>One kind of moment, changed; null where there is none.</summary>
    public T* Moment<T>(int index)
        where T : unmanaged => step.Outputs.Length > index + 1 ? (T*)step.Outputs[index + 1].Pointer : null;

    /// <summary>Brings weights and moments to where their next values are written; nothing moves where the two lie in one place.</summary>
    public void Settle()
    {
        foreach (var link in step.Chain)
        {
            for (var output = 0; output < link.Outputs.Length; output++)
            {
                link.Outputs[output].Settle(link.Inputs[TakesOver(output)]!);
            }
        }
    }
}
