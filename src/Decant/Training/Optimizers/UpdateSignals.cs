using Decant.Engine.Graphs;

namespace Decant.Training.Optimizers;

/// <summary>What an optimizer may read of one parameter to say its next value. All numbers have the parameter's type.</summary>
/// <param name="Weight">The parameter, any shape.</param>
/// <param name="Gradient">The derivative of the loss by it, of its shape, clipped where the recipe asks for it.</param>
/// <param name="Rate">The size of this step, a scalar.</param>
/// <param name="Step">The step's number from 1, a scalar.</param>
/// <param name="WeightDecay">The pull towards 0; 0 for biases and normalisation.</param>
public sealed record UpdateSignals(Value Weight, Value Gradient, Value Rate, Value Step, double WeightDecay)
{
    private readonly List<(string Name, Value Next)> _moments = [];

    /// <summary>What is remembered from step to step, of the parameter's shape; zeros at first.</summary>
    /// <param name="name">What it is called, such as <c>velocity</c>; a name once only.</param>
    /// <param name="next">Its value after this step, from the present one.</param>
    /// <returns>Its value after this step.</returns>
    public Value Moment(string name, Func<Value, Value> next)
    {
        var value = next(AddState(name));
        _moments.Add((name, value));
        return value;
    }

    /// <summary>Makes the state of a moment.</summary>
    internal Func<string, Value> AddState { get; init; } = _ => throw new InvalidOperationException("Nothing is remembered here.");

    /// <summary>The moments that were asked for, with their next values.</summary>
    internal IReadOnlyList<(string Name, Value Next)> Moments => _moments;
}
