using System.Collections.Concurrent;
using Decant.Engine.Graphs;
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

    /// <summary>An optimizer. Its options are learning rate, weight decay, and those that its type holds in static fields.</summary>
    /// <param name="name">The word in the recipe; none that an optimizer of the library has.</param>
    /// <param name="meaning">What it is, in one sentence.</param>
    /// <param name="learningRate">The usual learning rate; above 0, at most 100.</param>
    /// <param name="weightDecay">The usual weight decay; 0 to 10.</param>
    protected Optimizer(string name, string meaning, double learningRate, double weightDecay)
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

    /// <summary>Whether its steps are as long for a gradient of any size, so that a larger loss changes nothing.</summary>
    public virtual bool IgnoresScale => false;

    /// <summary>The next value of a parameter, as a formula on values of the graph.</summary>
    /// <param name="signals">What it may read, and what it remembers.</param>
    /// <returns>The parameter after the step, of its shape and type.</returns>
    protected internal abstract Value Next(UpdateSignals signals);

    /// <summary>An operator that computes <see cref="Next"/> in one pass; null where there is none.</summary>
    /// <param name="weightDecay">Pull of those weights towards 0.</param>
    internal virtual OptimizerUpdate? Update(double weightDecay) => null;
}
