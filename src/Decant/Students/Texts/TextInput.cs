using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Students.Texts;

/// <summary>The tokens of a batch of texts as a network reads them.</summary>
internal sealed class TextInput
{
    /// <summary>Ids of the tokens, Int64 [N, T].</summary>
    public const string IdsName = "input_ids";

    /// <summary>1 where a token is, 0 after a text's end, Int64 [N, T].</summary>
    public const string MaskName = "attention_mask";

    // So low that nothing is left of a number in float32 when it is added, and e to the power of it is 0.
    private const double Unseen = -1e30;

    private Value? _mask;
    private Value? _summand;
    private Value? _places;

    /// <summary>Adds the inputs.</summary>
    /// <exception cref="Engine.DecantException">The samples are no texts.</exception>
    public TextInput(NetworkBuilder network)
    {
        Network = network;
        (Ids, Marks) = (network.Input(IdsName), network.Input(MaskName));
    }

    /// <summary>Where layers are added.</summary>
    public NetworkBuilder Network { get; }

    /// <summary>Int64 [N, T], each 0 to the number of tokens − 1.</summary>
    public Value Ids { get; }

    /// <summary>Int64 [N, T], 1 or 0.</summary>
    public Value Marks { get; }

    /// <summary>Tokens of the vocabulary.</summary>
    public int Vocabulary => Network.Choices(IdsName);

    /// <summary>Tokens of the longest text.</summary>
    public int Longest => Network.Longest(IdsName);

    /// <summary>The marks as floats, [N, T].</summary>
    public Value Mask => _mask ??= Marks.Cast(ElementType.Float32);

    /// <summary>0 where a token is and −10³⁰ after a text's end, [N, T]: a summand of scores before a softmax or a maximum.</summary>
    public Value Summand => _summand ??= (Mask - 1) * -Unseen;

    /// <summary>The place of each token, 0, 1, …, as floats [T].</summary>
    public Value Places => _places ??= FirstPlaces(Network.Graph.AddInitializer("places", Tensor.From<float>(Numbers(Longest), Longest)));

    /// <summary>The first T rows of something that has one for each place of the longest text.</summary>
    public Value FirstPlaces(Value rows) => rows.Graph.Add(new Slice([0], [long.MaxValue], [0], [1]) { Length = Ids.Shape[1] }, rows);

    /// <summary>x with 0 after a text's end.</summary>
    /// <param name="x">[N, T, D].</param>
    public Value Masked(Value x) => x * Mask.Unsqueeze(2);

    /// <summary>The mean over a text's tokens: [N, T, D] to [N, D].</summary>
    public Value Mean(Value x) => Masked(x).ReduceSum([1]) / Counts;

    /// <summary>The largest number of each feature over a text's tokens: [N, T, D] to [N, D].</summary>
    public Value Largest(Value x) => (x + Summand.Unsqueeze(2)).ReduceMax([1]);

    // [N, 1]; of a text without tokens the mean is 0 and not 0/0.
    private Value Counts => Mask.ReduceSum([1], keepDimensions: true) is var count ? count.Max(count.Constant(1)) : null!;

    private static float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(number => (float)number)];
}
