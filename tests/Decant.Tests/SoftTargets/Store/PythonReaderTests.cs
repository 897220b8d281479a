using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Decant.Data.Fields;
using Decant.SoftTargets.Store;

namespace Decant.Tests.SoftTargets.Store;

/// <summary>What docs/store-format.md shows of Python, run by Python, against what Decant reads itself.</summary>
public sealed class PythonReaderTests
{
    [Theory]
    [InlineData(StoredNumbers.F32)]
    [InlineData(StoredNumbers.F16)]
    public void The_lines_of_the_page_read_every_answer(object numbers)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/python3"), "This machine has no /usr/bin/python3.");
        string[] changes = ["data.augment={ shift: 1 }", "soft-targets.views=2"];
        using var run = new AnsweredCase(changes: changes);
        var folder = run.Make(
            "store",
            run.Manifest(new AnswerEncoding { Numbers = (StoredNumbers)numbers }) with
            {
                AnswersPerShard = 128,
            }
        );
        var page = File.ReadAllText(Path.Combine(Root(), "docs", "store-format.md"));
        var begin = page.IndexOf("```python\n", StringComparison.Ordinal) + 10;
        var script = Path.Combine(run.Folder, "read.py");
        File.WriteAllText(
            script,
            page[begin..page.IndexOf("```", begin, StringComparison.Ordinal)]
                + $"""

                manifest, answers = read_store({JsonSerializer.Serialize(folder)})
                print(manifest["version"], len(answers))
                for sample, view in ((0, 0), (137, 1), (269, 0)):
                    print(*[repr(number) for number in answers[sample, view]])
                """
        );
        using var python = Process.Start(
            new ProcessStartInfo("/usr/bin/python3", [script]) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        var (said, wrong) = (python.StandardOutput.ReadToEnd(), python.StandardError.ReadToEnd());
        python.WaitForExit();
        Assert.True(python.ExitCode == 0, wrong);

        var lines = said.Split('\n');
        Assert.Equal("1 540", lines[0]);
        using var store = SoftTargetStore.Open(folder);
        using var sample = new Sample(store.Layout.Values[0].Field);
        foreach (var (line, (index, view)) in lines.Skip(1).Zip([(0, 0), (137, 1), (269, 0)]))
        {
            store.Read(index, view, sample);
            Assert.Equal(
                sample.Numbers<float>("answer/logits").ToArray(),
                line.Split(' ').Select(number => float.Parse(number, CultureInfo.InvariantCulture))
            );
        }
    }

    private static string Root([System.Runtime.CompilerServices.CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", ".."));
}
