using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Randomness;
using Decant.Tables;

namespace Decant.Students;

/// <summary>
/// Adds inputs, layers with initial weights and further heads to a graph. Every layer has a name; its values and parameters begin with it,
/// so hints can refer to them and two networks can be compared layer by layer. Initial weights come from the run's seed and the parameter's
/// name alone.
/// </summary>
public sealed class NetworkBuilder
{
    private readonly ulong _seed;
    private readonly SampleInputs _inputs;
    private readonly InputScaling _scaling;
    private readonly IReadOnlyList<int>? _taken;
    private readonly List<(Value Value, string Name)> _heads = [];
    private Value? _samples,
        _numbers;

    /// <summary>Begins with an empty graph.</summary>
    /// <param name="graph">The graph that grows.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="inputs">What it may read of samples.</param>
    /// <param name="scaling">How the first input is brought to mean 0 and deviation 1.</param>
    /// <param name="taken">[C, H, W] of the images that the layers see; null for the samples as they are.</param>
    /// <param name="answersPlaces">Whether each place of a sample has an answer.</param>
    internal NetworkBuilder(
        Graph graph,
        ulong seed,
        SampleInputs inputs,
        InputScaling scaling,
        IReadOnlyList<int>? taken = null,
        bool answersPlaces = false
    )
    {
        Graph = graph;
        AnswersPlaces = answersPlaces;
        (_seed, _inputs, _scaling, _taken) = (seed, inputs, scaling, taken);
    }

    /// <summary>The graph that grows; operators are methods of its values.</summary>
    public Graph Graph { get; }

    /// <summary>
    /// Whether the task wants an answer for each place of a sample, [N, T, C], such as the tokens of a text, rather than one for the
    /// sample, [N, C].
    /// </summary>
    public bool AnswersPlaces { get; }

    /// <summary>
    /// The only input of the samples: images [N, C, H, W], rows [N, D]. Floats of a fixed size are brought to mean 0 and deviation 1 over
    /// the training samples. Of a table's row all that its columns become: numbers with missing ones filled in, categories as one-hot
    /// numbers.
    /// </summary>
    /// <exception cref="DecantException">Samples have several inputs, which <see cref="Input"/> tells apart.</exception>
    public Value Samples => _samples ??= Only();

    /// <summary>
    /// An input of the samples as it is: Float32 or Int64 [N, ..], of a field that varies [N, T, ..]. Of one that varies,
    /// <c>NAME.length</c> is how long each sample is, Int64 [N], and <c>NAME.mask</c> is 1 where it has a place and 0 after its end,
    /// Float32 [N, T].
    /// </summary>
    /// <param name="name">The field's name, which becomes that of the network's input.</param>
    /// <exception cref="DecantException">Samples have no such input; the message has the nearest and all that there are.</exception>
    public Value Input(string name)
    {
        if (Graph.Find(name) is { } known)
        {
            return known;
        }

        return _inputs.Types.TryGetValue(name, out var type) ? Graph.AddInput(name, type.Type, type.Shape) : throw Unknown(name);
    }

    /// <summary>How many different whole numbers an input has, each 0 to Choices − 1: the rows of a table that is made of it.</summary>
    /// <param name="input">The field's name.</param>
    /// <exception cref="DecantException">Samples have no such input, or no one knows its choices.</exception>
    public int Choices(string input) =>
        _inputs.Choices.TryGetValue(input, out var choices) ? choices
        : _inputs.Types.ContainsKey(input)
            ? throw new DecantException(
                $"{Graph.Name}: expected a field '{input}' that says how many different whole numbers it has, as a table has a row for each. "
                    + $"Set Field.Choices in the samples' schema."
            )
        : throw Unknown(input);

    /// <summary>The most places that a sample of an input has along the axis by which samples differ in length, T.</summary>
    /// <param name="input">The field's name.</param>
    /// <exception cref="DecantException">Samples have no such input, or it does not vary in length.</exception>
    internal int Longest(string input) =>
        !_inputs.Types.TryGetValue(input, out var type) ? throw Unknown(input)
        : type.Shape.Rank > 1 && _inputs.Longest.TryGetValue(type.Shape[1].ToString(), out var longest) ? longest
        : throw new DecantException(
            $"{Graph.Name}: expected a field '{input}' whose samples vary in length [N, T], received {type.Shape}. Choose an architecture for "
                + $"samples of one size."
        );

    /// <summary>
    /// The numbers of a table's row in bins, next to <see cref="Samples"/>, [N, bins of all columns]; null where it has no numbers that
    /// differ.
    /// </summary>
    /// <param name="most">The most bins of a number, 1 or more.</param>
    internal Value? Bins(int most)
    {
        _ = Samples;
        return _numbers is null || _inputs.Edges is null ? null : NumberBins.Of(_numbers, _inputs.Edges(most));
    }

    /// <summary>Adds the output of a further head, one of the task's <see cref="Tasks.LearningTask.Outputs"/>.</summary>
    /// <param name="value">What the head answers, [N, ..].</param>
    /// <param name="name">Its name, by which losses and metrics read it.</param>
    public void AddOutput(Value value, string name) => _heads.Add((value, name));

    /// <summary>Numbers that are trained, normal with mean 0 at first.</summary>
    /// <param name="name">Their name.</param>
    /// <param name="deviation">Their standard deviation at first; 0 for zeros.</param>
    /// <param name="dimensions">Their sizes.</param>
    public Value Parameter(string name, double deviation, params ReadOnlySpan<int> dimensions)
    {
        var data = new Tensor(ElementType.Float32, dimensions);
        var stream = new RandomStream(_seed, $"init/{name}");
        foreach (ref var weight in data.Span<float>())
        {
            weight = (float)(deviation * stream.NextNormal());
        }

        return Graph.AddParameter(name, data);
    }

    /// <summary>A fully connected layer: [N, D] to [N, units]; of [N, T, D] every place is a row, to [N, T, units].</summary>
    /// <param name="x">[N, D] or [N, T, D].</param>
    /// <param name="units">Width of the result.</param>
    /// <param name="name">The layer's name.</param>
    /// <param name="isHead">Whether no rectifier follows: the gain is then 1 instead of √2.</param>
    public Value Linear(Value x, int units, string name, bool isHead = false)
    {
        var inputs = x.Shape[^1].Size;
        var weight = Normal($"{name}.weight", isHead ? 1 : 2, inputs, units, inputs);
        var bias = Constant($"{name}.bias", 0, units);
        return Named(x.Shape.Rank == 2 ? x.Linear(weight, bias) : x.MatMul(weight.Transposed()) + bias, name);
    }

    /// <summary>Layer normalisation over the last axis with scale 1 and bias 0.</summary>
    /// <param name="x">[.., D].</param>
    /// <param name="name">The layer's name.</param>
    internal Value LayerNormalization(Value x, string name)
    {
        // As in BERT.
        const double epsilon = 1e-12;
        var width = x.Shape[^1].Size;
        var centred = x - x.ReduceMean([-1], keepDimensions: true);
        var deviation = ((centred * centred).ReduceMean([-1], keepDimensions: true) + epsilon).Sqrt();
        return Named((centred / deviation * Constant($"{name}.scale", 1, width)) + Constant($"{name}.bias", 0, width), name);
    }

    /// <summary>
    /// A square convolution, without bias where normalisation follows: [N, C, H, W] to [N, channels, H/stride, W/stride].
    /// </summary>
    /// <param name="x">[N, C, H, W].</param>
    /// <param name="channels">Channels of the result.</param>
    /// <param name="kernel">Rows and columns of the kernel, odd.</param>
    /// <param name="stride">Rows and columns from one window to the next.</param>
    /// <param name="name">The layer's name.</param>
    /// <param name="isHead">Whether it answers: it has a bias then, and no rectifier follows, so the gain is 1 by its inputs.</param>
    public Value Convolution(Value x, int channels, int kernel, int stride, string name, bool isHead = false)
    {
        var inputs = x.Shape[1].Size;
        // He et al. 2015, arXiv:1502.01852: deviation √(2/n) with n = kernel²·output channels keeps gradients' size.
        var weight = Normal(
            $"{name}.weight",
            isHead ? 1 : 2,
            kernel * kernel * (isHead ? inputs : channels),
            channels,
            inputs,
            kernel,
            kernel
        );
        var bias = isHead ? Constant($"{name}.bias", 0, channels) : null;
        return Named(x.Conv(weight, bias, Window.Square(kernel, stride, kernel / 2)), name);
    }

    /// <summary>A square convolution of each channel by itself, without bias: [N, C, H, W] to [N, C, H/stride, W/stride].</summary>
    /// <param name="x">[N, C, H, W].</param>
    /// <param name="kernel">Rows and columns of the kernel, odd.</param>
    /// <param name="stride">Rows and columns from one window to the next.</param>
    /// <param name="name">The layer's name.</param>
    internal Value DepthwiseConvolution(Value x, int kernel, int stride, string name)
    {
        var channels = x.Shape[1].Size;
        var weight = Normal($"{name}.weight", 2, kernel * kernel, channels, 1, kernel, kernel);
        return Named(x.Conv(weight, null, Window.Square(kernel, stride, kernel / 2), channels), name);
    }

    /// <summary>
    /// A transposed convolution whose windows do not overlap: every pixel becomes a square of pixels. [N, C, H, W] to
    /// [N, channels, H·side, W·side].
    /// </summary>
    /// <param name="x">[N, C, H, W].</param>
    /// <param name="channels">Channels of the result.</param>
    /// <param name="side">Rows and columns that a pixel becomes.</param>
    /// <param name="name">The layer's name.</param>
    /// <param name="isHead">Whether it answers: it has a bias then, and no rectifier follows.</param>
    internal Value Enlargement(Value x, int channels, int side, string name, bool isHead = false)
    {
        var inputs = x.Shape[1].Size;
        var weight = Normal($"{name}.weight", isHead ? 1 : 2, inputs, inputs, channels, side, side);
        var y = x.ConvTranspose(weight, Window.Square(side, side));
        return Named(isHead ? y + Constant($"{name}.bias", 0, channels).Reshape(new Shape(1, channels, 1, 1)) : y, name);
    }

    /// <summary>Batch normalisation with scale 1 and bias 0.</summary>
    /// <param name="x">[N, C, H, W].</param>
    /// <param name="name">The layer's name.</param>
    public Value BatchNormalization(Value x, string name)
    {
        var channels = x.Shape[1].Size;
        return Named(
            x.BatchNormalization(
                Constant($"{name}.scale", 1, channels),
                Constant($"{name}.bias", 0, channels),
                State($"{name}.mean", 0, channels),
                State($"{name}.variance", 1, channels)
            ),
            name
        );
    }

    /// <summary>Gives a value the name that hints and exports know it by.</summary>
    public Value Named(Value value, string name) => Graph.Rename(value, name);

    /// <summary>Adds the outputs of further heads, after those of the main one.</summary>
    internal void AddHeads()
    {
        foreach (var (value, name) in _heads)
        {
            Graph.AddOutput(value, name);
        }
    }

    private DecantException Unknown(string input) =>
        new($"{Graph.Name}: {NearestName.Explain("input", input, _inputs.Types.Keys)}. The samples have these.");

    private Value Only()
    {
        if (_inputs.Table is { } table)
        {
            Value? Field(string name) =>
                _inputs.Types.TryGetValue(name, out var own)
                    ? Graph.AddInput(_inputs.Only is null ? name : Network.Input, own.Type, own.Shape)
                    : null;
            var numbers = Field(Data.Fields.Field.NumbersName);
            var features = TableFeatures.Of(table, numbers, Field(Data.Fields.Field.CategoriesName));
            _numbers = numbers is null ? null : TableFeatures.FilledIn(table, numbers);
            return _scaling.Of(features.Shape[1].Size).Apply(features);
        }

        if (_inputs.Only is not { } type)
        {
            throw new DecantException(
                $"{Graph.Name}: expected samples of one input, received {string.Join(", ", _inputs.Fields)}. Choose "
                    + $"an architecture that reads "
                    + $"each by its name (NetworkBuilder.Input)."
            );
        }

        var input = Graph.AddInput(Network.Input, type.Type, type.Shape);
        var seen = _taken is null ? input : ImageConversion.Apply(input, _taken);
        return InputScaling.Fits(seen) ? _scaling.Of(seen.Shape[1].Size).Apply(seen) : seen;
    }

    // He et al. 2015, arXiv:1502.01852: normal with deviation √(gain/n).
    private Value Normal(string name, double gain, int n, params ReadOnlySpan<int> dimensions) =>
        Parameter(name, Math.Sqrt(gain / n), dimensions);

    private Value Constant(string name, float value, int count) => Graph.AddParameter(name, Filled(value, count));

    private Value State(string name, float value, int count) => Graph.AddInitializer(name, Filled(value, count));

    private static Tensor Filled(float value, int count)
    {
        var data = new Tensor(ElementType.Float32, count);
        data.Span<float>().Fill(value);
        return data;
    }
}
