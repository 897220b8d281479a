using Decant.Data.Fields;
using Decant.Data.Images;
using Decant.Data.Texts;
using Decant.Notices;
using Decant.Tables;

namespace Decant.Data;

/// <summary>What a person wants to know before training on data.</summary>
/// <param name="Parts">Train, validation, test.</param>
/// <param name="ClassNames">Names of the classes in the order of their labels.</param>
/// <param name="Input">What networks read of a sample.</param>
/// <param name="ColumnNames">Names of what networks make of the columns of a table; empty for images.</param>
/// <param name="Targets">What is known of each sample in addition to its class, with statistics of the training part.</param>
/// <param name="Notes">How the parts came about, a sentence each.</param>
internal sealed record DataOverview(
    IReadOnlyList<PartOverview> Parts,
    IReadOnlyList<string> ClassNames,
    Field Input,
    IReadOnlyList<string> ColumnNames,
    IReadOnlyList<TargetOverview> Targets,
    IReadOnlyList<Notice> Notes
)
{
    /// <summary>Shape of a sample: <c>[C, H, W]</c>, <c>[D]</c>, or of a text [T], the longest.</summary>
    public IReadOnlyList<int> SampleShape => [.. Input.Shape.Select(size => size.Size)];

    /// <summary>The columns of a table by their types; null where samples are no rows of one.</summary>
    public TableSchema? Table { get; init; }

    /// <summary>What words of texts can be; empty where they are not told apart.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Looks at every sample of every part.</summary>
    public static DataOverview Of(DataSplits data) =>
        new(
            [PartOverview.Of("train", data.Train), PartOverview.Of("validation", data.Validation), PartOverview.Of("test", data.Test)],
            data.Train.ClassNames,
            data.Train.Schema.Inputs[0],
            [.. data.Train.Table?.FeatureNames ?? data.Train.ColumnNames],
            [.. data.Train.TargetSets.Select(set => new TargetOverview(set, TargetStatistics.Of(data.Train, set)))],
            data.Notes
        )
        {
            Table = data.Train.Table,
            Tags = data.Train.Schema.Find(TextReading.Tags)?.Names ?? [],
        };

    /// <summary>A PNG file with training images, a column for each class.</summary>
    /// <param name="data">Images.</param>
    /// <param name="rows">Images of each class.</param>
    public static byte[] ContactSheetPng(Dataset data, int rows = 10)
    {
        const int legible = 56;
        return PngEncoder.Encode(
            ContactSheet.Of(data, rows, magnification: Math.Max(1, legible / Math.Max(data.SampleShape[1], data.SampleShape[2])))
        );
    }
}

/// <summary>What there is to know about a target set.</summary>
/// <param name="Set">Its name, its kind and its columns.</param>
/// <param name="Statistics">Of each column; the mean of a label is the share of samples that have it.</param>
internal sealed record TargetOverview(TargetSet Set, TargetStatistics Statistics);

/// <summary>What there is to know about one part.</summary>
/// <param name="Name"><c>train</c>, <c>validation</c> or <c>test</c>.</param>
/// <param name="Count">Samples.</param>
/// <param name="ClassCounts">Samples of each class.</param>
/// <param name="Statistics">Mean and deviation of each channel or column; null of texts, whose pieces are no quantities.</param>
/// <param name="Lengths">How long the texts are; null of other samples.</param>
internal sealed record PartOverview(
    string Name,
    int Count,
    IReadOnlyList<int> ClassCounts,
    ChannelStatistics? Statistics,
    TextLengths? Lengths
)
{
    internal static PartOverview Of(string name, Dataset data) =>
        new(
            name,
            data.Count,
            data.CountClasses(),
            data.Texts is null ? ChannelStatistics.Of(data) : null,
            data.Texts is null ? null : TextLengths.Of(data)
        );
}
