using Decant.Data;
using Decant.Data.Batches;
using Decant.Engine.Graphs;

namespace Decant.Evaluation;

/// <summary>
/// Samples of usual lengths, by which the cost of a network is told: where samples vary in length, those nearest to the median; the longest
/// would be an answer to no one's question.
/// </summary>
internal sealed class TypicalSamples
{
    // The median of more samples is the same.
    private const int MostLooked = 1000;

    private readonly Dataset _data;
    private readonly int[] _byLength; // places of samples, short ones first; empty where all are alike

    /// <summary>Looks at how long samples are.</summary>
    /// <param name="data">One sample or more.</param>
    public TypicalSamples(Dataset data)
    {
        _data = data;
        var looked = Math.Min(data.Count, MostLooked);
        var some = new Subset(data.Name, data, [.. Enumerable.Range(0, looked).Select(place => (int)((long)place * data.Count / looked))]);
        string[] axes = [.. data.Schema.Inputs.Select(field => field.Length?.Name).OfType<string>().Distinct()];
        var lengths = axes.Select(axis => SampleLengths.Of(some, axis)).ToArray();
        Sizes = axes.Zip(lengths, (axis, all) => (axis, Median: Math.Max(1, all.Order().ElementAt(looked / 2))))
            .ToDictionary(size => size.axis, size => size.Median);
        _byLength =
            axes.Length == 0
                ? []
                :
                [
                    .. Enumerable
                        .Range(0, looked)
                        .OrderBy(place => lengths[0][place])
                        .Select(place => (int)((long)place * data.Count / looked)),
                ];
    }

    /// <summary>The median length along each axis that varies; empty where none does.</summary>
    public IReadOnlyDictionary<string, int> Sizes { get; }

    /// <summary>
    /// What a network reads of a batch: of samples that vary those around the median, padded; else numbers of no meaning.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="batch">Samples, 1 or more.</param>
    public Dictionary<string, Tensor> Inputs(Graph network, int batch) =>
        _byLength.Length == 0
            ? network.Inputs.ToDictionary(input => input.Name, input => Filled(input, batch))
            : Read(network, [.. Enumerable.Range(0, batch).Select(place => _byLength[Near(place)])]);

    // The median, then the next longer, the next shorter, …, and again from there where there are fewer.
    private int Near(int place) =>
        Math.Clamp((_byLength.Length / 2) + (place % 2 == 0 ? -(place / 2) : (place + 1) / 2), 0, _byLength.Length - 1);

    private Dictionary<string, Tensor> Read(Graph network, int[] indices)
    {
        using var batches = new BatchStream(
            new Subset(_data.Name, _data, indices),
            new BatchOptions
            {
                Size = indices.Length,
                Threads = 0,
                Fields = [],
            }
        );
        var inputs = new Dictionary<string, Tensor>();
        foreach (var batch in batches.Epoch(0))
        {
            foreach (var input in network.Inputs)
            {
                var read = batch.Find(input.Name) ?? batch.Inputs;
                var own = new Tensor(read.Type, read.Dimensions);
                own.CopyFrom(read);
                inputs[input.Name] = own;
            }
        }

        return inputs;
    }

    private static Tensor Filled(Value input, int batch)
    {
        var tensor = new Tensor(input.Type, [batch, .. input.Shape.Skip(1).Select(size => size.Size)]);
        if (input.Type == ElementType.Float32)
        {
            tensor.Span<float>().Fill(0.5f);
        }

        return tensor;
    }
}
