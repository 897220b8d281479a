using Decant.Runs;
using Decant.Tables;

namespace Decant.Reporting.Sections;

/// <summary>How to call a network that learnt from a table: rows of texts in, names out.</summary>
internal static class TableUsage
{
    private const int MostShown = 3;

    /// <summary>The code, in C#.</summary>
    /// <param name="file">The ONNX file.</param>
    /// <param name="input">Its input.</param>
    /// <param name="answer">The output that is read.</param>
    /// <param name="table">Its columns.</param>
    public static string Snippet(string file, ModelPort input, ModelPort answer, TableSchema table) =>
        $$"""
            using Decant.Tables;
            using Microsoft.ML.OnnxRuntime;
            using Microsoft.ML.OnnxRuntime.Tensors;

            var table = TableSchema.Load("{{file}}");
            using var session = new InferenceSession("{{file}}");
            var row = new Dictionary<string, string> { {{string.Join(", ", table.Columns.Take(MostShown).Select(Entry))}}{{(
                table.Columns.Count > MostShown ? " /* every column, in any order */" : ""
            )}} };
            var input = new DenseTensor<float>(table.Encode(row), [1, table.Width]);
            using var results = session.Run([NamedOnnxValue.CreateFromTensor("{{input.Name}}", input)]);
            var {{answer.Name}} = results.First(result => result.Name == "{{answer.Name}}").AsEnumerable<float>().ToArray();
            {{(table.Classes.Count > 0 ? $"var best = table.ClassOf({answer.Name});" : $"var numbers = table.Named({answer.Name});")}}
            """;

    private static string Entry(TableColumn column) =>
        $"[{Quoted(column.Name)}] = "
        + $"{Quoted(column.Kind == TableColumnKind.Category ? column.Categories.FirstOrDefault(value => value != TableColumn.Missing) ?? "" : "1")}";

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
