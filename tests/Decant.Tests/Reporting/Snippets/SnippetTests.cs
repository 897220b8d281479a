using System.Text.Json;
using Decant.Reporting.Snippets;
using Decant.Runs;
using Decant.Tables;
using Decant.Tests.Runs;

namespace Decant.Tests.Reporting.Snippets;

/// <summary>The code of the report: other programs read it, and that of rows runs, with ONNX Runtime played by a few lines.</summary>
public sealed class SnippetTests : IDisposable
{
    private static readonly ModelPort s_probabilities = new("probabilities", "float32", ["N", "2"], "");

    private static readonly TableSchema s_houses = new([
        new("area (m²)", TableColumnKind.Number, 0) { FillIn = 80.5 },
        new("the \"city\"", TableColumnKind.Category, 0) { Categories = ["?", "Köln", "東京"] },
        new("rooms", TableColumnKind.Number, 1),
    ])
    {
        Notation = new TableNotation { Decimal = ',', Thousands = '.' },
        Classes = ["flat", "house"],
    };

    private static readonly Dictionary<string, ModelUse> s_uses = new()
    {
        ["pictures"] = ModelUse.Of(SampleRun.OfDigits(1).Arms[1].Seeds[0].Model, SampleRun.OfDigits(1).Data)!,
        ["classes of pixels"] = Use(
            [new("input", "float32", ["N", "3", "H", "W"], "pixels, 0 (black) to 1 (white)")],
            new("probabilities", "float32", ["N", "4", "H", "W"], "")
        ),
        ["rows"] = Use(
            [new("numbers", "float32", ["N", "2"], "raw columns"), new("categories", "int64", ["N", "1"], "codes")],
            s_probabilities
        ) with
        {
            Table = s_houses,
        },
        ["numbers of rows"] = Use([new("input", "float32", ["N", "2"], "raw columns")], new("prediction", "float32", ["N", "1"], "")) with
        {
            Table = new([new("area (m²)", TableColumnKind.Number, 0), new("when", TableColumnKind.Date, 1)]) { Targets = ["rent"] },
            AnswersClasses = false,
        },
        ["texts"] = Use(
            [new("input_ids", "int64", ["N", "T"], "pieces"), new("attention_mask", "int64", ["N", "T"], "1 for a piece")],
            s_probabilities
        ),
        ["tags of words"] = Use([new("input_ids", "int64", ["N", "T"], "pieces")], new("probabilities", "float32", ["N", "T", "5"], "")),
        ["hostile names"] = Use(
            [new("a\"b\\c\n`${1}'", "float32", ["N", "7"], "first\nimport os\u2028await 1"), new("\"\"\"", "int64", ["N", "?"], "*/ # //")],
            new("\"]; ü 🙂", "float32", ["N", "2"], "")
        ) with
        {
            File = "a \"b\".onnx",
        },
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("decant-snippet-").FullName;

    public static TheoryData<string> Uses => [.. s_uses.Keys];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Uses))]
    public async Task Python_compiles_the_snippet(string use)
    {
        await Write("snippet.py", PythonSnippet.Of(s_uses[use]));

        var (code, text) = await ForeignProgram.Run("python3", _folder, "-m", "py_compile", "snippet.py");

        Assert.True(code == 0, text);
    }

    [Theory]
    [MemberData(nameof(Uses))]
    public async Task Node_parses_the_snippet(string use)
    {
        await Write("snippet.mjs", JavaScriptSnippet.Of(s_uses[use]));

        var (code, text) = await ForeignProgram.Run("node", _folder, "--check", "snippet.mjs");

        Assert.True(code == 0, text);
    }

    [Theory]
    [InlineData("1.250,50", "東京", "3")]
    [InlineData("", "", "1")]
    [InlineData("7", "Paris", "2,5")]
    public async Task Python_makes_the_numbers_of_a_row_that_Decant_makes(string area, string city, string rooms)
    {
        await Write(
            "facts.json",
            JsonSerializer.Serialize(new Dictionary<string, string> { [TableSchema.MetadataKey] = s_houses.ToJson() })
        );
        await Write(
            "numpy.py",
            "nan = float('nan')\nfloat32 = 'float32'\nint64 = 'int64'\n\ndef array(numbers, type):\n    return numbers\n"
        );
        await Write(
            "onnxruntime.py",
            """
            import json

            class Answers(list):
                def argmax(self):
                    return self.index(max(self))

            class InferenceSession:
                def __init__(self, file):
                    self.custom_metadata_map = json.load(open("facts.json", encoding="utf-8"))

                def get_modelmeta(self):
                    return self

                def run(self, names, inputs):
                    print(json.dumps([None if number != number else number for number in inputs["numbers"][0] + inputs["categories"][0]]))
                    return [[Answers([0.25, 0.75])]]
            """
        );
        await Write("snippet.py", Filled(PythonSnippet.Of(s_uses["rows"]), area, city, rooms));

        Judge(await ForeignProgram.Run("python3", _folder, "snippet.py"), area, city, rooms);
    }

    [Theory]
    [InlineData("1.250,50", "東京", "3")]
    [InlineData("", "", "1")]
    [InlineData("7", "Paris", "2,5")]
    public async Task JavaScript_makes_the_numbers_of_a_row_that_Decant_makes(string area, string city, string rooms)
    {
        var package = Directory.CreateDirectory(Path.Combine(_folder, "node_modules", "onnxruntime-node")).FullName;
        await Write(Path.Combine(package, "package.json"), """{ "name": "onnxruntime-node", "exports": "./index.mjs" }""");
        await Write(
            Path.Combine(package, "index.mjs"),
            """
            export class Tensor {
              constructor(type, data, sizes) {
                Object.assign(this, { type, data, sizes });
              }
            }
            export const InferenceSession = {
              create: async () => ({
                run: async ({ numbers, categories }) => {
                  console.log(JSON.stringify(Array.from(numbers.data).concat(Array.from(categories.data, Number))));
                  return { probabilities: { data: Float32Array.of(0.25, 0.75) } };
                },
              }),
            };
            """
        );
        await Write("summary.json", $$"""{ "data": { "table": {{s_houses.ToJson()}} } }""");
        await Write("snippet.mjs", Filled(JavaScriptSnippet.Of(s_uses["rows"]), area, city, rooms));

        Judge(await ForeignProgram.Run("node", _folder, "snippet.mjs"), area, city, rooms);
    }

    [Fact]
    public void A_name_stays_within_its_quotes()
    {
        Assert.Equal("\"a\\\"b\\\\c\\u000ad\"", CodeText.Quoted("a\"b\\c\nd"));
        Assert.Equal("a b", CodeText.InLine("a\nb"));
    }

    [Fact]
    public void Texts_are_cut_by_Decant_in_C_sharp()
    {
        var code = CSharpSnippet.Of(s_uses["texts"]);

        Assert.Contains("TextModel.Load(\"student.onnx\")", code, StringComparison.Ordinal);
        Assert.DoesNotContain("DenseTensor", code, StringComparison.Ordinal);
    }

    private static void Judge((int ExitCode, string Text) answer, string area, string city, string rooms)
    {
        Assert.True(answer.ExitCode == 0, answer.Text);
        var lines = answer.Text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var row = s_houses.Encode(
            new Dictionary<string, string>
            {
                ["area (m²)"] = area,
                ["the \"city\""] = city,
                ["rooms"] = rooms,
            }
        );
        Assert.Equal(
            [.. row.Numbers, .. row.Categories],
            JsonSerializer.Deserialize<float?[]>(lines[0])!.Select(number => number ?? float.NaN)
        );
        Assert.Equal("house", lines[1]);
    }

    // The report shows a row of examples: 1, Köln, 1.
    private static string Filled(string code, string area, string city, string rooms) =>
        code.Replace("\"area (m²)\": \"1\"", $"\"area (m²)\": \"{area}\"", StringComparison.Ordinal)
            .Replace(": \"Köln\"", $": \"{city}\"", StringComparison.Ordinal)
            .Replace("\"rooms\": \"1\"", $"\"rooms\": \"{rooms}\"", StringComparison.Ordinal);

    private static ModelUse Use(ModelPort[] inputs, ModelPort answer) =>
        new()
        {
            File = "student.onnx",
            Inputs = inputs,
            Answer = answer,
            Reading = "",
            AnswersClasses = true,
        };

    private Task Write(string file, string text) =>
        File.WriteAllTextAsync(Path.Combine(_folder, file), text, TestContext.Current.CancellationToken);
}
