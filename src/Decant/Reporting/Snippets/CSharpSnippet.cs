using Decant.Runs;
using Decant.Tables;

namespace Decant.Reporting.Snippets;

/// <summary>How a network is called from C#: by ONNX Runtime, and of texts by Decant, which cuts them.</summary>
internal static class CSharpSnippet
{
    private const int MostShown = 3;

    public static string Of(ModelUse use) =>
        use.Table is { } table ? OfTable(use, table)
        : use.TakesTexts ? OfTexts(use)
        : $"""
            using Microsoft.ML.OnnxRuntime;
            using Microsoft.ML.OnnxRuntime.Tensors;

            using var session = new InferenceSession({CodeText.Quoted(use.File)});
            {Given(use.Inputs)}
            {Answers(use)}
            {Reading(use)}
            """;

    private static string OfTexts(ModelUse use) =>
        $"""
            using Decant.Prediction;

            using var model = TextModel.Load({CodeText.Quoted(use.File)}); // next to tokenizer.json
            var answers = model.Predict("a text");
            {(
                use.AnswersClasses && use.AnswersSamples
                    ? "var best = model.AnswerNames[Array.IndexOf(answers, answers.Max())];"
                    : Reading(use)
            )}
            """;

    private static string OfTable(ModelUse use, TableSchema table) =>
        $$"""
            using Decant.Tables;
            using Microsoft.ML.OnnxRuntime;
            using Microsoft.ML.OnnxRuntime.Tensors;

            var table = TableSchema.Load({{CodeText.Quoted(use.File)}});
            using var session = new InferenceSession({{CodeText.Quoted(use.File)}});
            var row = new Dictionary<string, string> { {{string.Join(
                ", ",
                table.Columns.Take(MostShown).Select(column => $"[{CodeText.Quoted(column.Name)}] = {CodeText.Quoted(Example(column))}")
            )}}{{(table.Columns.Count > MostShown ? " /* every column, in any order */" : "")}} };
            var encoded = table.Encode(row);
            using var results = session.Run([{{string.Join(
                ", ",
                use.Inputs.Select(port =>
                    port.ElementType == "int64"
                        ? $"NamedOnnxValue.CreateFromTensor({CodeText.Quoted(port.Name)}, new DenseTensor<long>(encoded.Categories, [1, table.CategoryCount]))"
                        : $"NamedOnnxValue.CreateFromTensor({CodeText.Quoted(port.Name)}, new DenseTensor<float>(encoded.Numbers, [1, table.NumberCount]))"
                )
            )}}]);
            {{Answers(use)}}
            {{(table.Classes.Count > 0 ? "var best = table.ClassOf(answers);" : "var numbers = table.Named(answers);")}}
            """;

    /// <summary>A text that a column may have.</summary>
    public static string Example(TableColumn column) =>
        column.Kind switch
        {
            TableColumnKind.Category => column.Categories.FirstOrDefault(value => value != TableColumn.Missing) ?? "",
            TableColumnKind.Date => "2024-04-03",
            _ => "1",
        };

    private static string Answers(ModelUse use) =>
        $"var answers = results.First(result => result.Name == {CodeText.Quoted(use.Answer.Name)}).AsEnumerable<float>().ToArray();";

    private static string Given(IReadOnlyList<ModelPort> inputs) =>
        inputs is [var input]
            ? $"""
                var input = {Tensor(input)}; // {CodeText.InLine(input.Meaning)}
                using var results = session.Run([NamedOnnxValue.CreateFromTensor({CodeText.Quoted(input.Name)}, input)]);
                """
            : $"""
                using var results = session.Run(
                [
                {string.Join(
                    "\n",
                    inputs.Select(port =>
                        $"    NamedOnnxValue.CreateFromTensor({CodeText.Quoted(port.Name)}, {Tensor(port)}), // {CodeText.InLine(port.Meaning)}"
                    )
                )}
                ]);
                """;

    private static string Tensor(ModelPort input) =>
        $"new DenseTensor<{(input.ElementType == "int64" ? "long" : "float")}>([{CodeText.OneSample(input)}])";

    private static string Reading(ModelUse use) => use.Reading.Replace(ModelFacts.Answer, "answers", StringComparison.Ordinal);
}
