using Decant.Tables;

namespace Decant.Reporting.Snippets;

/// <summary>How a network is called from JavaScript, by ONNX Runtime for Node.js; that for browsers has the same names.</summary>
internal static class JavaScriptSnippet
{
    private const int MostShown = 3;

    public static string Of(ModelUse use) =>
        $$"""
            import * as ort from "onnxruntime-node"; // in a browser: "onnxruntime-web"
            {{Imports(use)}}
            {{Given(use)}}
            const answers = (await session.run(inputs))[{{CodeText.Quoted(use.Answer.Name)}}].data;{{(
                use.AnswersSamples ? "" : $" // [{string.Join(", ", use.Answer.Shape)}]"
            )}}
            {{Reading(use)}}
            """;

    private static string Imports(ModelUse use) =>
        (use.Table is not null || use.TakesTexts ? "import { readFile } from \"node:fs/promises\";\n" : "")
        + (use.TakesTexts ? "import { Tokenizer } from \"@huggingface/tokenizers\";\n" : "")
        + $"\nconst session = await ort.InferenceSession.create({CodeText.Quoted(use.File)});";

    private static string Given(ModelUse use) =>
        use.Table is { } table ? Row(use, table)
        : use.TakesTexts ? Text()
        : "const inputs = {\n"
            + string.Join(
                "\n",
                use.Inputs.Select(port =>
                {
                    var array = port.ElementType == "int64" ? "BigInt64Array" : "Float32Array";
                    var shape = CodeText.OneSample(port);
                    return $"  {CodeText.Quoted(port.Name)}: new ort.Tensor({CodeText.Quoted(port.ElementType)}, new {array}({shape.Replace(", ", " * ", StringComparison.Ordinal)}), [{shape}]), // {CodeText.InLine(port.Meaning)}";
                })
            )
            + "\n};";

    private static string Text() =>
        """
            const tokenizer = new Tokenizer(JSON.parse(await readFile("tokenizer.json", "utf8")), {});
            const ids = tokenizer.encode("a text").ids;
            const given = { input_ids: ids, attention_mask: ids.map(() => 1), token_type_ids: ids.map(() => 0) };
            const numbers = (values) => new ort.Tensor("int64", BigInt64Array.from(values, BigInt), [1, values.length]);
            const inputs = Object.fromEntries(session.inputNames.map((name) => [name, numbers(given[name])]));
            """;

    // ONNX Runtime for JavaScript does not tell a file's metadata; the run's summary says the same of the columns.
    private static string Row(ModelUse use, TableSchema table) =>
        $$"""
            const { table } = JSON.parse(await readFile("summary.json", "utf8")).data; // which number is what
            const missing = new Set(["", ...table.missing.map((text) => text.toLowerCase())]);
            const encode = (column, text) => {
              const isMissing = missing.has(text.trim().toLowerCase());
              if (column.type === "category") {
                return column.categories.indexOf(isMissing ? "?" : text.trim()) + 1;
              }
              if (isMissing) {
                return NaN;
              }
              if (column.type === "date") {
                return Date.parse(text.trim()) / 86400000;
              }
              if (column.type === "flag") {
                return Number(["1", "true", "yes", "t", "y", "ja", "oui"].includes(text.trim().toLowerCase()));
              }
              return Number(text.replaceAll(table.thousands || " ", "").replace(table.decimal, "."));
            };
            const row = { {{string.Join(
                ", ",
                table
                    .Columns.Take(MostShown)
                    .Select(column => $"{CodeText.Quoted(column.Name)}: {CodeText.Quoted(CSharpSnippet.Example(column))}")
            )}} };{{(table.Columns.Count > MostShown ? " // every column, in any order" : "")}}
            const encoded = (isCategory) =>
              table.columns.filter((column) => (column.type === "category") === isCategory).map((column) => encode(column, row[column.name]));
            const inputs = { {{string.Join(
                ", ",
                use.Inputs.Select(port =>
                    port.ElementType == "int64"
                        ? $"{CodeText.Quoted(port.Name)}: new ort.Tensor(\"int64\", BigInt64Array.from(encoded(true), BigInt), [1, table.categories])"
                        : $"{CodeText.Quoted(port.Name)}: new ort.Tensor(\"float32\", Float32Array.from(encoded(false)), [1, table.numbers])"
                )
            )}} };
            """;

    private static string Reading(ModelUse use) =>
        use is not { AnswersClasses: true, AnswersSamples: true } ? "console.log(answers);"
        : use.Table is { Classes.Count: > 0 } ? "console.log(table.classes[answers.indexOf(Math.max(...answers))]);"
        : "console.log(answers.indexOf(Math.max(...answers)));";
}
