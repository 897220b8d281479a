using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Randomness;

namespace Decant.Engine.Tests.Operators;

/// <summary>Makes the inputs of one case: the values of a graph, and numbers for them.</summary>
internal sealed class CaseBuilder(int n)
{
    private readonly List<Value> _variables = [];
    private readonly List<Value> _outputs = [];
    private RandomStream _random = new(17, "operator cases");

    public Graph Graph { get; } = new("case");

    public Dictionary<string, double[]> Feeds { get; } = [];

    /// <summary>The inputs by which derivatives are tried.</summary>
    public IReadOnlyList<Value> Variables => _variables;

    /// <summary>Outputs that are compared in addition to the result, without derivative.</summary>
    public IReadOnlyList<Value> Outputs => _outputs;

    /// <summary>The value of N.</summary>
    public Dictionary<string, int> Sizes { get; } = new() { ["N"] = n };

    /// <summary>Normally distributed numbers, none nearer to 0 than 0.05: central differences must not step over a kink.</summary>
    public Value Numbers(params Dimension[] shape) => Variable(shape, () =>
        {
            var x = _random.NextNormal();
            return x + (x < 0 ? -0.05 : 0.05);
        });

    /// <summary>Numbers from 0.3 to 2.3.</summary>
    public Value Positive(params Dimension[] shape) => Variable(shape, () => _random.NextDouble(0.3, 2.3));

    /// <summary>An image that lies in memory as N, H, W, C when the managed kernels run: the result of a convolution.</summary>
    public Value ChannelsLast(Dimension samples, int channels, int height, int width) =>
        Numbers(samples, channels, height, width).Conv(Fixed(channels, 1, 1, 1), null, Window.Square(1), channels);

    /// <summary>Numbers from 0.3 to 2.3 that the operator takes for constants.</summary>
    public Value Fixed(params Dimension[] shape) => Input(ElementType.Float32, shape, () => _random.NextDouble(0.3, 2.3));

    /// <summary>Whole numbers from −bound to bound − 1, all within an axis of that size.</summary>
    public Value Indices(int bound, params Dimension[] shape) =>
        Input(ElementType.Int64, shape, () => _random.NextInt32(2 * bound) - bound);

    /// <summary>Truth values.</summary>
    public Value Truths(params Dimension[] shape) => Input(ElementType.Bool, shape, () => _random.NextInt32(2));

    /// <summary>Whole numbers of few values, so that many are equal.</summary>
    public Value Few(ElementType type, params Dimension[] shape) => Input(type, shape, () => _random.NextInt32(3));

    /// <summary>One given number.</summary>
    public Value Given(ElementType type, double number) => Input(type, [], () => number);

    /// <summary>Adds an output that is compared, without derivative.</summary>
    public void Compare(Value output) => _outputs.Add(output);

    private Value Variable(Dimension[] shape, Func<double> draw)
    {
        var value = Input(ElementType.Float32, shape, draw);
        _variables.Add(value);
        return value;
    }

    private Value Input(ElementType type, Dimension[] shape, Func<double> draw)
    {
        var value = Graph.AddInput($"x{Graph.Inputs.Count}", type, new Shape(shape));
        Feeds[value.Name] = Draw(value.Shape, draw);
        return value;
    }

    /// <summary>Numbers for a value of this shape.</summary>
    public double[] Draw(Shape shape, Func<double>? draw = null)
    {
        var numbers = new double[shape.Elements.Resolve(Sizes)];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = (float)(draw?.Invoke() ?? _random.NextNormal());
        }

        return numbers;
    }
}
