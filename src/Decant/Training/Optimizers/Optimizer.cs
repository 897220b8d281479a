using System.Collections.Concurrent;
using Decant.Engine.Operators;
using Decant.Options;

namespace Decant.Training.Optimizers;

/// <summary>
/// How weights follow their gradients. The usual learning rate and weight decay differ from one to the next, so each has its own.
/// </summary>
public abstract record Optimizer : Description
{
    // Options are told apart as objects: every optimizer of a name and its usual values shares them.
    private static readonly ConcurrentDictionary<(string Optimizer, double Usual), Option<double>> s_rates = new(),
        s_decays = new();

    private readonly Option<double> _learningRate,
        _weightDecay;

    private protected Optimizer(string name, string meaning, double learningRate, double weightDecay)
        : base(name, meaning)
    {
        _learningRate = s_rates.GetOrAdd((name, learningRate), of =>
            Option.Number("learning-rate", of.Usual, "Size of a step at its largest; the schedule lowers it.", above: 0, atMost: 100)
        );
        _weightDecay = s_decays.GetOrAdd((name, weightDecay), of =>
            Option.Number(
                "weight-decay",
                of.Usual,
                "Pull of the weights towards 0; biases and normalisation are left out.",
                atLeast: 0,
                atMost: 10
            )
        );
    }

    /// <inheritdoc/>
    internal override OptionSet Options => OptionSet.Of(_learningRate).And(base.Options).And(OptionSet.Of(_weightDecay));

    /// <summary>Size of a step at its largest; the schedule lowers it. Above 0, at most 100.</summary>
    public double LearningRate
    {
        get => Get(_learningRate);
        init => Values = Changed<double>(_learningRate, value);
    }

    /// <summary>Pull of the weights towards 0, biases and normalisation left out; 0 to 10.</summary>
    public double WeightDecay
    {
        get => Get(_weightDecay);
        init => Values = Changed<double>(_weightDecay, value);
    }

    /// <summary>The operator that changes weights.</summary>
    /// <param name="weightDecay">Pull of those weights towards 0.</param>
    internal abstract OptimizerUpdate Update(double weightDecay);
}
