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
            use.Table is not null ? "\nimport datetime\nimport json"
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
                    known = column["categories"]
                    word = "?" if is_missing else text.strip()
                    return known.index(word) + 1 if word in known else 0
                if is_missing:
                    return float("nan")
                if column["type"] == "date":
                    return (datetime.date.fromisoformat(text.strip()) - datetime.date(1970, 1, 1)).days
                if column["type"] == "flag":
                    return float(text.strip().lower() in ("1", "true", "yes", "t", "y", "ja", "oui"))
                return float(text.replace(table["thousands"] or " ", "").replace(table["decimal"], "."))

            row = { {{string.Join(
                ", ",
                table
                    .Columns.Take(MostShown)
                    .Select(column => $"{CodeText.Quoted(column.Name)}: {CodeText.Quoted(CSharpSnippet.Example(column))}")
            )}} }{{(table.Columns.Count > MostShown ? "  # every column, in any order" : "")}}
            numbers = [encode(column, row[column["name"]]) for column in table["columns"] if column["type"] != "category"]
            codes = [encode(column, row[column["name"]]) for column in table["columns"] if column["type"] == "category"]
            inputs = { {{string.Join(
                ", ",
                use.Inputs.Select(port =>
                    $"{CodeText.Quoted(port.Name)}: numpy.array([{(port.ElementType == "int64" ? "codes" : "numbers")}], numpy.{Type(port)})"
                )
            )}} }
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
