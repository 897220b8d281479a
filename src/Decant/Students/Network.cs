using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Passes;

namespace Decant.Students;

/// <summary>
/// Builds whole networks under the contract of every file that Decant writes: input <c>input</c> is what the user holds (images float32 [N,
/// C, H, W], 0 to 1; tables their raw columns), normalisation is inside, outputs are <c>logits</c> and <c>probabilities</c>, or for numbers
/// <c>logits</c> (standardised) and <c>prediction</c> (in their own unit), all [N, C]. Networks of several inputs name each after the
/// samples' field that it reads; of several heads the main one answers with <c>logits</c>, the others with outputs of their own names.
/// </summary>
internal static class Network
{
    /// <summary>
    /// Name of the only input, which reads the first input field. A network of several calls each as the samples' field that it reads.
    /// </summary>
    public const string Input = "input";

    /// <summary>Name of the output before the softmax.</summary>
    public const string Logits = "logits";

    /// <summary>Name of the output after the softmax, or after the sigmoid of labels.</summary>
    public const string Probabilities = "probabilities";

    /// <summary>Name of the output of numbers in their own unit.</summary>
    public const string Prediction = "prediction";

    /// <summary>Names of the outputs of further heads: floats [N, ..] that are no other form of the logits.</summary>
    internal static IEnumerable<string> FurtherOutputs(Graph network) =>
        from output in network.Outputs
        where output.Name is not (Logits or Probabilities or Prediction) && output.Type == ElementType.Float32
        where
            output.Shape.Rank > 0
            && network.Inputs.Count > 0
            && network.Inputs[0].Shape.Rank > 0
            && output.Shape[0] == network.Inputs[0].Shape[0]
        select output.Name;

    /// <summary>
    /// The axis of answers that holds the classes: the one after the samples, or the last where samples vary in length, [N, T, C].
    /// </summary>
    internal static int ClassAxis(Shape answers) => answers[1].IsStatic ? 1 : answers.Rank - 1;

    /// <summary>Builds a classifier with random weights.</summary>
    /// <param name="architecture">The family, with its options.</param>
    /// <param name="sampleShape">[C, H, W] or [D].</param>
    /// <param name="classes">C, 2 or more.</param>
    /// <param name="scaling">How inputs are brought to mean 0 and deviation 1.</param>
    /// <param name="seed">Decides the weights.</param>
    /// <exception cref="DecantException">The samples do not fit the architecture.</exception>
    internal static Graph Build(Architecture architecture, IReadOnlyList<int> sampleShape, int classes, InputScaling scaling, ulong seed) =>
        Build(architecture, sampleShape, NetworkHead.OfClasses(classes), scaling, seed);

    /// <summary>Builds a network with random weights for samples of one input.</summary>
    /// <param name="architecture">The family, with its options.</param>
    /// <param name="sampleShape">[C, H, W] or [D].</param>
    /// <param name="head">What it answers.</param>
    /// <param name="scaling">How inputs are brought to mean 0 and deviation 1.</param>
    /// <param name="seed">Decides the weights.</param>
    /// <exception cref="DecantException">The samples do not fit the architecture.</exception>
    internal static Graph Build(
        Architecture architecture,
        IReadOnlyList<int> sampleShape,
        NetworkHead head,
        InputScaling scaling,
        ulong seed
    ) => Build(architecture, SampleInputs.Of(sampleShape), head, scaling, seed);

    /// <summary>Builds a network with random weights; one that is there already is copied.</summary>
    /// <param name="architecture">The family, with its options.</param>
    /// <param name="inputs">What it may read of samples.</param>
    /// <param name="head">What it answers.</param>
    /// <param name="scaling">How the first input is brought to mean 0 and deviation 1.</param>
    /// <param name="seed">Decides the weights.</param>
    /// <param name="taken">[C, H, W] of the images that the layers see, into which the graph brings the samples; null for the samples as
    /// they are.</param>
    /// <exception cref="DecantException">The samples do not fit the architecture.</exception>
    internal static Graph Build(
        Architecture architecture,
        SampleInputs inputs,
        NetworkHead head,
        InputScaling scaling,
        ulong seed,
        IReadOnlyList<int>? taken = null
    )
    {
        if (architecture.Given is { } given)
        {
            return Duplicate.Of(given);
        }

        var graph = new Graph(architecture.Name);
        var network = new NetworkBuilder(graph, seed, inputs, scaling, taken, head.Task.FieldOfPlaces is not null);
        head.AddOutputs(architecture.Build(network, head.Size));
        network.AddHeads();
        graph.Metadata["decant.architecture"] = architecture.Describe();
        return graph;
    }
}
