using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Decant.Engine.Randomness;
using Decant.Tables;

namespace Decant.Cli.Tests;

/// <summary>The page on tables is followed word by word, on a table as it describes.</summary>
public sealed class TablePageTests : IClassFixture<TablePageTests.Followed>
{
    private readonly Followed _page;

    public TablePageTests(Followed page) => _page = page;

    [Fact]
    public void Every_command_of_the_page_does_what_it_says()
    {
        Assert.Equal(5, _page.Commands.Count);
        Assert.Equal(2, _page.Commands[0].Answer.ExitCode);
        Assert.Contains("column area (m²) holds numbers with a decimal comma", _page.Commands[0].Answer.Messages);
        Assert.Contains("Set data.decimal: ','", _page.Commands[0].Answer.Messages);
        Assert.All(_page.Commands.Skip(1), command =>
            Assert.True(command.Answer.ExitCode == 0, $"{command.Line}: {command.Answer.Messages}")
        );
        Assert.Contains("with task: table-classification above it", _page.Commands[1].Answer.Results);
        Assert.Contains("on 60 test samples", _page.Commands[^1].Answer.Results);
    }

    [Fact]
    public void The_sample_that_the_page_shows_answers_with_the_name_of_a_class()
    {
        Assert.Equal(
            File.ReadAllText(Path.Combine(Root(), "samples", "AskTable", "Program.cs")),
            Block("csharp").Replace("\r", "", StringComparison.Ordinal)
        );
        using var folder = new WorkFolder();

        var house = DecantProcess.RunSample(folder.Path, "AskTable", _page.Student, "city=Bad Ems", "area (m²)=210,5", "rooms=9", "built=");
        var flat = DecantProcess.RunSample(folder.Path, "AskTable", _page.Student, "built=1970", "city=Köln", "area (m²)=31,5", "rooms=1");

        Assert.Equal(("house", "flat"), (house.Results.Trim(), flat.Results.Trim()));
    }

    [Fact]
    public void The_Python_of_the_page_makes_the_same_numbers_of_a_row()
    {
        var table = TableSchema.Load(_page.Student);
        var row = new Dictionary<string, string>
        {
            ["rooms"] = "3",
            ["area (m²)"] = "",
            ["city"] = "Bad Ems",
            ["built"] = "1.968",
        };
        using var folder = new WorkFolder();
        File.WriteAllText(folder.File("table.json"), (table with { Notation = table.Notation with { Thousands = '.' } }).ToJson());
        File.WriteAllText(
            folder.File("encode.py"),
            $$"""
            # -*- coding: utf-8 -*-
            {{Block("python")}}
            table = json.load(open("table.json", encoding="utf-8"))
            numbers, codes = encode(table, {"rooms": "3", "area (m\u00b2)": "", "city": "Bad Ems", "built": "1.968"})
            print(" ".join(repr(number) for number in numbers + codes))
            """
        );
        var theirs = Python(folder.Path, "encode.py")
            .Split(' ')
            .Select(number => number == "nan" ? float.NaN : float.Parse(number, CultureInfo.InvariantCulture));
        var ours = (table with { Notation = table.Notation with { Thousands = '.' } }).Encode(row);
        Assert.Equal([.. ours.Numbers, .. ours.Categories], theirs);
    }

    private static string Python(string folder, string file)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo("python3", [file])
                {
                    WorkingDirectory = folder,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, errors.Result);
            return output.Trim();
        }
        catch (Win32Exception)
        {
            Assert.Skip("the program 'python3' is not installed");
            return "";
        }
    }

    private static string Block(string language) =>
        Regex.Match(Page(), $"```{language}\n(?<code>.*?)```", RegexOptions.Singleline).Groups["code"].Value;

    private static string Page() => File.ReadAllText(Path.Combine(Root(), "docs", "howto", "table.md")).ReplaceLineEndings("\n");

    private static string Root([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));

    /// <summary>The page's table and recipe in a folder, and what its commands answered, in their order.</summary>
    public sealed class Followed : IDisposable
    {
        private readonly WorkFolder _folder = new();

        public Followed()
        {
            File.WriteAllText(_folder.File("houses.csv"), Houses(400, "houses"));
            File.WriteAllText(_folder.File("houses-2024.csv"), Houses(60, "houses of 2024"));
            File.WriteAllText(_folder.File("houses.yaml"), Block("yaml"));
            var lines = Regex
                .Matches(Page(), "```sh\n(?<lines>.*?)```", RegexOptions.Singleline)
                .SelectMany(block => block.Groups["lines"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            Commands = [.. lines.Select(line => (line, DecantProcess.Run(_folder.Path, line.Split(' ')[1..])))];
        }

        internal IReadOnlyList<(string Line, ProcessAnswer Answer)> Commands { get; }

        public string Student => _folder.File("houses", "student.onnx");

        public void Dispose() => _folder.Dispose();

        // Houses are larger, and more of them lie in the small town.
        private static string Houses(int count, string name)
        {
            var random = new RandomStream(1, name);
            var text = new StringBuilder("rooms;area (m²);city;built;kind\n");
            for (var n = 0; n < count; n++)
            {
                var isHouse = random.NextDouble() < 0.4;
                var rooms = (isHouse ? 5 : 1) + random.NextInt32(4);
                var area = (rooms * 22) + (random.NextDouble() * 20);
                var city = random.NextDouble() < (isHouse ? 0.8 : 0.2) ? "Bad Ems" : "Köln";
                var built = n % 11 == 4 ? "NA" : $"{1900 + random.NextInt32(120)}";
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{rooms};{(n % 13 == 2 ? "" : area.ToString("0.0", CultureInfo.InvariantCulture).Replace('.', ','))};{city};{built};{(isHouse ? "house" : "flat")}\n"
                );
            }

            return text.ToString();
        }
    }
}
