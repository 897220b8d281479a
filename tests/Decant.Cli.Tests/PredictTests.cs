using System.Globalization;
using System.Text.Json;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Engine.Operators;
using Decant.Tables;

namespace Decant.Cli.Tests;

public sealed class PredictTests
{
    private const string Rows = "city,rooms\n\"Bad Ems, West\",2\nKöln,1\nKöln,many\n";

    [Fact]
    public void Pictures_get_their_class_and_bad_files_are_named_at_the_end()
    {
        using var folder = Pictures();
        var answer = DecantProcess.Run(folder.Path, "predict", "model.onnx", "pictures", "pictures/white.bmp");

        Assert.Equal(1, answer.ExitCode);
        Assert.Equal(
            [
                "Sample Class Probability",
                "pictures/black.bmp dark 1.000",
                "pictures/grey.bmp dark 0.600",
                "pictures/white.bmp bright 1.000",
                "pictures/white.bmp bright 1.000",
            ],
            Lines(answer.Results)
        );
        Assert.Contains("pictures/broken.bmp", answer.Messages);
    }

    [Fact]
    public void A_spreadsheet_gets_every_number_of_every_sample()
    {
        using var folder = Pictures();
        var answer = DecantProcess.Run(folder.Path, "predict", "model.onnx", "pictures/grey.bmp", "pictures/white.bmp", "--csv");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Messages));
        var lines = Lines(answer.Results);
        Assert.Equal("sample,class,bright,dark", lines[0]);
        var cells = lines[1].Split(',');
        Assert.Equal(["pictures/grey.bmp", "dark"], cells[..2]);
        Assert.Equal(102 / 255.0, double.Parse(cells[2], CultureInfo.InvariantCulture), 1e-6);
        Assert.Equal(153 / 255.0, double.Parse(cells[3], CultureInfo.InvariantCulture), 1e-6);
    }

    [Fact]
    public void Rows_are_matched_by_the_names_of_their_columns_and_a_cell_that_is_no_number_is_told()
    {
        using var folder = Houses();
        var answer = DecantProcess.Run(folder.Path, "predict", "houses.onnx", "rows.csv", "--json");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("rows.csv:4: Column rooms: expected a finite number, received 'many'.", answer.Messages);
        var root = JsonDocument.Parse(answer.Results).RootElement;
        Assert.Equal(["price (€)"], root.GetProperty("names").EnumerateArray().Select(name => name.GetString()));
        var samples = root.GetProperty("samples").EnumerateArray().ToArray();

        // price = 100 · rooms + 7 in Bad Ems, + 20 in Köln
        Assert.Equal(207, samples[0].GetProperty("values")[0].GetDouble());
        Assert.Equal(120, samples[1].GetProperty("values")[0].GetDouble());
        Assert.Contains("'many'", samples[2].GetProperty("problem").GetString());
    }

    [Fact]
    public void Numbers_stand_under_their_names()
    {
        using var folder = Houses();
        var answer = DecantProcess.Run(folder.Path, "predict", "houses.onnx", "rows.csv");

        Assert.Equal(["Sample price (€)", "rows.csv:2 207.000", "rows.csv:3 120.000"], Lines(answer.Results));
    }

    [Theory]
    [InlineData("model.onnx", "nowhere.png", "there is no such file or folder")]
    [InlineData("missing.onnx", "pictures", "there is no such file")]
    [InlineData("model.onnx", "empty", "it holds no picture")]
    public void What_cannot_be_read_at_all_is_refused(string model, string file, string reason)
    {
        using var folder = Pictures();
        Directory.CreateDirectory(folder.File("empty"));
        var answer = DecantProcess.Run(folder.Path, "predict", model, file);

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains(reason, answer.Messages);
    }

    [Fact]
    public void A_model_that_answers_for_every_pixel_is_refused_with_the_way_out()
    {
        using var folder = Pictures();
        var graph = new Graph("pixels");
        graph.AddOutput(graph.AddInput("input", ElementType.Float32, new Shape("N", 3, 2, 2)).Relu(), "probabilities");
        OnnxFile.Write(graph, folder.File("pixels.onnx"));
        var answer = DecantProcess.Run(folder.Path, "predict", "pixels.onnx", "pictures");

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("'probabilities' answers [3, 2, 2]", answer.Messages.ReplaceLineEndings(" "));
        Assert.Contains("Model.Predict", answer.Messages);
    }

    [Fact]
    public void Boxes_of_a_detector_are_told_drawn_and_written_in_COCOs_form()
    {
        using var folder = Pictures();
        var graph = new Graph("detector");
        var nothing =
            graph.AddInput("input", ElementType.Float32, new Shape("N", 3, 2, 2)).ReduceMean([1, 2, 3]).Reshape(new Shape("N", 1, 1)) * 0;
        graph.AddOutput(nothing + graph.AddInitializer("s", Tensor.From<float>([0.75f, 0.25f], 1, 1, 2)), "scores");
        graph.AddOutput(nothing + graph.AddInitializer("b", Tensor.From<float>([0, 0, 1, 2, 1, 0, 2, 2], 1, 2, 4)), "boxes");
        graph.Metadata["decant.classes"] = """["cell"]""";
        graph.Metadata["decant.task"] = "object-detection";
        OnnxFile.Write(graph, folder.File("boxes.onnx"));
        var answer = DecantProcess.Run(folder.Path, "predict", "boxes.onnx", "pictures", "--draw", "found", "--coco", "found.json");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("pictures/broken.bmp", answer.Messages);
        Assert.Equal(
            [
                "Picture Found Surest",
                "pictures/black.bmp 1 cell 0.750",
                "pictures/grey.bmp 1 cell 0.750",
                "pictures/white.bmp 1 cell 0.750",
            ],
            Lines(answer.Results)
        );
        Assert.Equal(["black.png", "grey.png", "white.png"], Directory.GetFiles(folder.File("found")).Select(Path.GetFileName).Order());
        var boxes = JsonDocument.Parse(File.ReadAllText(folder.File("found.json"))).RootElement.EnumerateArray().ToArray();
        Assert.Equal(6, boxes.Length); // the unsure ones too
        Assert.Equal([0, 0, 2, 4], boxes[0].GetProperty("bbox").EnumerateArray().Select(number => number.GetDouble()));
        Assert.Equal((1, 0.75), (boxes[0].GetProperty("category_id").GetInt32(), boxes[0].GetProperty("score").GetDouble()));
    }

    [Fact]
    public void Drawing_is_refused_where_nothing_is_found_in_pictures()
    {
        using var folder = Pictures();
        var answer = DecantProcess.Run(folder.Path, "predict", "model.onnx", "pictures", "--draw", "found");

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("expected a detector, 'model.onnx' answers 'probabilities'", answer.Messages.ReplaceLineEndings(" "));
        Assert.False(Directory.Exists(folder.File("found")));
    }

    [Fact]
    public void A_column_that_is_missing_is_named()
    {
        using var folder = Houses();
        File.WriteAllText(folder.File("less.csv"), "city,size\nKöln,3\nBonn,4\n");
        var answer = DecantProcess.Run(folder.Path, "predict", "houses.onnx", "less.csv");

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("lacks rooms", answer.Messages);
    }

    [Fact]
    public void A_text_that_training_did_not_have_is_told_with_its_column()
    {
        using var folder = Houses();
        File.WriteAllText(folder.File("new.csv"), "city,rooms\nKöln,1\nAachen,2\nAachen,3\nUlm,1\n");
        var answer = DecantProcess.Run(folder.Path, "predict", "houses.onnx", "new.csv", "--csv");

        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("new.csv:3,200", answer.Results);
        Assert.Equal(
            "Note: column city: 3 rows have a text that training did not have, and count as none that it had: 'Aachen', 'Ulm'.",
            answer.Messages.Trim()
        );
    }

    [Fact]
    public void A_table_in_another_encoding_is_read_by_the_name_of_its_encoding()
    {
        using var folder = Houses();
        File.WriteAllBytes(folder.File("excel.csv"), System.Text.Encoding.Latin1.GetBytes("city,rooms\nKöln,1\n"));

        var refused = DecantProcess.Run(folder.Path, "predict", "houses.onnx", "excel.csv");
        var answer = DecantProcess.Run(folder.Path, "predict", "houses.onnx", "excel.csv", "--encoding", "windows-1252");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("name it with --encoding, such as windows-1252", refused.Messages.ReplaceLineEndings(" "));
        Assert.Equal((0, ""), (answer.ExitCode, answer.Messages));
        Assert.Equal(["Sample price (€)", "excel.csv:2 120.000"], Lines(answer.Results));
    }

    // The mean of all pixels is the probability that a picture is bright.
    private static WorkFolder Pictures()
    {
        var (folder, graph) = (new WorkFolder(), new Graph("brightness"));
        var mean = graph.AddInput("input", ElementType.Float32, new Shape("N", 3, 2, 2)).ReduceMean([1, 2, 3]).Reshape(new Shape("N", 1));
        graph.AddOutput(new[] { mean, 1 - mean }.Concat(1), "probabilities");
        graph.Metadata["decant.classes"] = """["bright","dark"]""";
        OnnxFile.Write(graph, folder.File("model.onnx"));
        Directory.CreateDirectory(folder.File("pictures"));
        foreach (var (name, grey) in new[] { ("black", (byte)0), ("grey", (byte)102), ("white", (byte)255) })
        {
            File.WriteAllBytes(folder.File($"pictures/{name}.bmp"), Bitmap(4, grey));
        }

        File.WriteAllBytes(folder.File("pictures/broken.bmp"), Bitmap(4, 0)[..40]);
        return folder;
    }

    private static WorkFolder Houses()
    {
        var (folder, graph) = (new WorkFolder(), new Graph("houses"));
        var weights = graph.AddParameter("w", Tensor.From<float>([100, 7, 20], 1, 3));
        var numbers = graph.AddInput("numbers", ElementType.Float32, new Shape("N", 1));
        var codes = graph.AddInput("categories", ElementType.Int64, new Shape("N", 1));
        var cities = graph.AddInitializer("codes", Tensor.From<long>([1, 2], 1, 2));
        graph.AddOutput(new[] { numbers, codes.IsEqualTo(cities).Cast(ElementType.Float32) }.Concat(1).Linear(weights), "prediction");
        graph.Metadata["decant.targets"] = """["price (€)"]""";
        graph.Metadata[TableSchema.MetadataKey] = new TableSchema([
            new("rooms", TableColumnKind.Number, 0),
            new("city", TableColumnKind.Category, 0) { Categories = ["Bad Ems, West", "Köln"] },
        ])
        {
            Targets = ["price (€)"],
        }.ToJson();
        OnnxFile.Write(graph, folder.File("houses.onnx"));
        File.WriteAllText(folder.File("rows.csv"), Rows);
        return folder;
    }

    // 24 bits for each pixel, rows padded to 4 bytes, after a header of 54 bytes.
    private static byte[] Bitmap(int side, byte grey)
    {
        var row = ((side * 3) + 3) / 4 * 4;
        var bytes = new byte[54 + (row * side)];
        bytes.AsSpan(54).Fill(grey);
        "BM"u8.CopyTo(bytes);
        foreach (
            var (place, number) in new[]
            {
                (2, bytes.Length),
                (10, 54),
                (14, 40),
                (18, side),
                (22, side),
                (26, 1 + (24 << 16)),
                (34, row * side),
            }
        )
        {
            BitConverter.TryWriteBytes(bytes.AsSpan(place), number);
        }

        return bytes;
    }

    private static string[] Lines(string text) =>
        [
            .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))),
        ];
}
