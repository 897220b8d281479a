using Decant.Engine.Operators;
using Decant.Options;

namespace Decant.Training.Optimizers;

/// <summary>
/// How weights follow their gradients. The usual learning rate and weight decay differ from one to the next, so each has its own.
/// </summary>
public abstract record Optimizer : Description
{
    private protected Optimizer(string name, string meaning, double learningRate, double weightDecay, OptionSet options)
        : this(
            name,
            meaning,
            Option.Number("learning-rate", learningRate, "Size of a step at its largest; the schedule lowers it.", above: 0, atMost: 100),
            Option.Number(
                "weight-decay",
                weightDecay,
                "Pull of the weights towards 0; biases and normalisation are left out.",
                atLeast: 0,
                atMost: 10
            ),
            options
        ) { }

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

    /// <summary>The operator that changes weights.</summary>
    /// <param name="options">The optimizer's options.</param>
    /// <param name="weightDecay">Pull of those weights towards 0.</param>
    internal abstract OptimizerUpdate Update(OptionValues options, double weightDecay);
}
