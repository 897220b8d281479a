using Decant.Runs;
using Decant.Tables;

namespace Decant.Reporting.Snippets;

/// <summary>How a network is called from Python, by ONNX Runtime.</summary>
internal static class PythonSnippet
{
    private const int MostShown = 3;

    public static string Of(ModelUse use) =>
        $"""
            {Imports(use)}

            session = onnxruntime.InferenceSession({CodeText.Quoted(use.File)})
            {Given(use)}
            answers = session.run([{CodeText.Quoted(use.Answer.Name)}], inputs)[0][0]
            {Reading(use)}
            """;

    private static string Imports(ModelUse use) =>
        "import numpy\nimport onnxruntime"
        + (
            use.Table is not null ? "\nimport json"
            : use.TakesTexts ? "\nfrom tokenizers import Tokenizer"
            : use.TakesPictures ? "\nfrom PIL import Image"
            : ""
        );

    private static string Given(ModelUse use) =>
        use.Table is { } table ? Row(use, table)
        : use.TakesTexts ? Text()
        : use.TakesPictures ? Picture(use.Inputs[0])
        : "inputs = {\n"
            + string.Join(
                "\n",
                use.Inputs.Select(port =>
                    $"    {CodeText.Quoted(port.Name)}: numpy.zeros([{CodeText.OneSample(port)}], numpy.{Type(port)}),  # {CodeText.InLine(port.Meaning)}"
                )
            )
            + "\n}";

    private static string Picture(ModelPort input) =>
        $$"""
            picture = Image.open("picture.png").convert("{{(input.Shape[1] == "1" ? "L" : "RGB")}}").resize(({{input.Shape[
                3
            ]}}, {{input.Shape[2]}}))
            pixels = numpy.asarray(picture, numpy.float32).reshape({{input.Shape[2]}}, {{input.Shape[3]}}, {{input.Shape[1]}}) / 255
            inputs = { {{CodeText.Quoted(input.Name)}}: pixels.transpose(2, 0, 1)[None] }  # {{CodeText.InLine(input.Meaning)}}
            """;

    private static string Text() =>
        """
            tokenizer = Tokenizer.from_file("tokenizer.json")
            longest = session.get_modelmeta().custom_metadata_map.get("decant.max-length")
            if longest:
                tokenizer.enable_truncation(int(longest))
            text = tokenizer.encode("a text")
            given = {"input_ids": text.ids, "attention_mask": text.attention_mask, "token_type_ids": text.type_ids}
            inputs = {port.name: numpy.array([given[port.name]], numpy.int64) for port in session.get_inputs()}
            """;

    private static string Row(ModelUse use, TableSchema table) =>
        $$"""
            table = json.loads(session.get_modelmeta().custom_metadata_map["decant.table"])
            missing = {""} | {text.lower() for text in table["missing"]}

            def encode(column, text):
                is_missing = text.strip().lower() in missing
                if column["type"] == "category":
                    return [float(known == ("?" if is_missing else text.strip())) for known in column["categories"]]
                number = text.replace(table["thousands"] or " ", "").replace(table["decimal"], ".")
                return [column["fillIn"] if is_missing else float(number)]

            row = { {{string.Join(
                ", ",
                table
                    .Columns.Take(MostShown)
                    .Select(column => $"{CodeText.Quoted(column.Name)}: {CodeText.Quoted(CSharpSnippet.Example(column))}")
            )}} }{{(table.Columns.Count > MostShown ? "  # every column, in any order" : "")}}
            numbers = [number for column in table["columns"] for number in encode(column, row[column["name"]])]
            inputs = { {{CodeText.Quoted(use.Inputs[0].Name)}}: numpy.array([numbers], numpy.float32) }
            """;

    private static string Reading(ModelUse use) =>
        use.Table is { Classes.Count: > 0 } ? "print(table[\"classes\"][answers.argmax()])"
        : use.AnswersClasses
            ? use.Answer.Shape.Count switch
            {
                2 => "print(answers.argmax())",
                4 => "print(answers.argmax(axis=0))  # a class for each pixel",
                _ => "print(answers.argmax(axis=-1))  # a class for each piece of the text",
            }
        : "print(answers)";

    private static string Type(ModelPort port) => port.ElementType == "int64" ? "int64" : "float32";
}
