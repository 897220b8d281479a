using System.Numerics;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels.Managed;
using Decant.Options;

namespace Decant.Training.Optimizers;

/// <summary>How weights follow their gradients. The usual learning rate and weight decay differ from one to the next, so each has its own.</summary>
public abstract record Optimizer : Description
{
    private protected Optimizer(string name, string meaning, double learningRate, double weightDecay, OptionSet options)
        : this(
            name,
            meaning,
            Option.Number("learning-rate", learningRate, "Size of a step at its largest; the schedule lowers it.", above: 0, atMost: 100),
            Option.Number("weight-decay", weightDecay, "Pull of the weights towards 0; biases and normalisation are left out.", atLeast: 0, atMost: 10),
            options)
    {
    }

    private Optimizer(string name, string meaning, Option<double> learningRate, Option<double> weightDecay, OptionSet options)
        : base(name, meaning, OptionSet.Of(learningRate).And(options).And(OptionSet.Of(weightDecay)))
    {
        LearningRate = learningRate;
        WeightDecay = weightDecay;
    }

    /// <summary>Size of a step at its largest.</summary>
    public Option<double> LearningRate { get; }

    /// <summary>Pull of the weights towards 0.</summary>
    public Option<double> WeightDecay { get; }

    /// <summary>Names of the numbers that are kept per weight between steps.</summary>
    internal abstract IReadOnlyList<string> Moments { get; }

    /// <summary>Changes one stretch of weights.</summary>
    /// <param name="stretch">Weights, gradients and moments.</param>
    /// <param name="update">What holds for this step.</param>
    internal void Step(in OptimizerStretch stretch, in OptimizerUpdate update)
    {
        if (stretch.Type == ElementType.Float64)
        {
            StepReference<double>(stretch, update);
        }
        else if (stretch.IsPlain)
        {
            StepReference<float>(stretch, update);
        }
        else
        {
            Update(stretch, update).Run(stretch.Pool);
        }
    }

    /// <summary>The same of a stretch of float32 on the managed kernels, for whoever runs it.</summary>
    internal abstract ParameterUpdate Update(in OptimizerStretch stretch, in OptimizerUpdate update);

    /// <summary>The same on the plain loops.</summary>
    private protected abstract void StepReference<T>(in OptimizerStretch stretch, in OptimizerUpdate update) where T : unmanaged, IFloatingPointIeee754<T>;
}
