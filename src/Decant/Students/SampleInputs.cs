using Decant.Engine.Graphs;
using Decant.Tables;

namespace Decant.Students;

/// <summary>What a network may read of samples.</summary>
/// <param name="Fields">Names of the input fields, in order.</param>
/// <param name="Types">
/// Type and shape [N, ..] by name: of the fields, and of those that vary in length of their lengths and masks.
/// </param>
internal sealed record SampleInputs(IReadOnlyList<string> Fields, IReadOnlyDictionary<string, TensorType> Types)
{
    /// <summary>How many different whole numbers a field has, by name; fields of which no one knows are not there.</summary>
    public IReadOnlyDictionary<string, int> Choices { get; init; } = new Dictionary<string, int>();

    /// <summary>The most places that a sample has, by the name of the axis along which samples vary in length.</summary>
    public IReadOnlyDictionary<string, int> Longest { get; init; } = new Dictionary<string, int>();

    /// <summary>How the columns of a table lie in the fields; null where samples are no rows of one.</summary>
    public TableSchema? Table { get; init; }

    /// <summary>Edges of so many bins of each number of a table, by the training rows; null where samples are no rows of one.</summary>
    public Func<int, IReadOnlyList<float[]>>? Edges { get; init; }

    /// <summary>The only field; null where there are several.</summary>
    public TensorType? Only => Fields is [var only] ? Types[only] : null;

    /// <summary>One field of floats.</summary>
    /// <param name="sampleShape">[C, H, W] or [D].</param>
    public static SampleInputs Of(IReadOnlyList<int> sampleShape) =>
        new(
            [Network.Input],
            new Dictionary<string, TensorType>
            {
                [Network.Input] = new(ElementType.Float32, new Shape(["N", .. sampleShape.Select(size => (Dimension)size)])),
            }
        );
}
