using Decant.Data.Fields;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Tables;

namespace Decant.Pipeline;

/// <summary>
/// Compares what a network's file says of its table with the table of a run: numbers in another order would fit, and mean nothing.
/// </summary>
internal static class TableFit
{
    private const int MostNamed = 5;

    /// <summary>What a file says of its table; null where it says nothing, or is not there, which whoever reads it will say.</summary>
    /// <param name="file">An ONNX file.</param>
    /// <exception cref="DecantException">It is no ONNX model, or says of its table what cannot be understood.</exception>
    public static TableSchema? Of(string file) =>
        File.Exists(file) ? TableSchema.Find(OnnxFile.Metadata(file).GetValueOrDefault(TableSchema.MetadataKey), file) : null;

    /// <summary>Refuses a network whose input lies otherwise than the data's; one that says nothing is taken as it is.</summary>
    /// <param name="network">The network as its file has it.</param>
    /// <param name="title">What errors call it.</param>
    /// <param name="data">The data's table; null where samples are no rows of one.</param>
    /// <exception cref="DecantException">Columns, categories or their order differ.</exception>
    public static void Require(Graph network, string title, TableSchema? data)
    {
        if (data is { NumberCount: > 0, CategoryCount: > 0 } && network.Inputs.Count == 1)
        {
            throw new DecantException(
                $"{title}: it takes one input, '{network.Inputs[0].Name}', and rows of the data are {data.NumberCount} numbers and "
                    + $"{data.CategoryCount} codes of categories. Name its inputs '{Field.NumbersName}' and '{Field.CategoriesName}', or leave "
                    + $"the categories out with data.drop: {string.Join(", ", data.Categories.Take(MostNamed).Select(column => column.Name))}"
                    + $"{(data.CategoryCount > MostNamed ? ", …" : "")}."
            );
        }

        var stated = network.Metadata.TryGetValue(TableSchema.MetadataKey, out var json) ? json : null;
        if (data is null || TableSchema.Find(stated, title) is not { } own || own.FeatureNames.SequenceEqual(data.FeatureNames))
        {
            return;
        }

        string[] lacks = [.. own.FeatureNames.Except(data.FeatureNames)],
            more = [.. data.FeatureNames.Except(own.FeatureNames)];
        var differences =
            lacks.Length + more.Length == 0
                ? "they are the same in another order"
                : string.Join("; ", Differences(lacks, "it takes also ").Concat(Differences(more, "it does not know ")));
        throw new DecantException(
            $"{title}: its columns are not those of the data: {differences}. Set data.columns-of to its file, so "
                + $"that the rows become what it takes."
        );
    }

    private static IEnumerable<string> Differences(string[] names, string words) =>
        names.Length == 0
            ? []
            :
            [
                $"{words}{string.Join(", ", names.Take(MostNamed))}{(names.Length > MostNamed ? $" and {names.Length - MostNamed} more" : "")}",
            ];
}
