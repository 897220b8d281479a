using System.Text.RegularExpressions;
using Decant.Cli.Output;
using Decant.Cli.Shell;
using Spectre.Console;

namespace Decant.Cli.Tests.Output;

/// <summary>Tables in a terminal's window of 80 columns.</summary>
public sealed class TableLookTests
{
    private const string LongName = "/features/features.0/block/layer.10/GlobalAveragePool_output_0";

    [Fact]
    public void A_key_stays_whole_and_what_is_long_next_to_it_is_broken_between_words()
    {
        var facts = TableLook.OfFacts();
        facts.AddFact("unsupported", "162");
        facts.AddFact("decant.architecture", string.Join(' ', Enumerable.Repeat("resnet 18", 12)));

        var lines = Shown(facts);

        Assert.Equal("  unsupported           162", lines[0]);
        Assert.StartsWith("  decant.architecture   resnet 18 resnet 18", lines[1]);
        Assert.True(lines.Length > 2);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.All(lines.Skip(1), line => Assert.Matches(@"(resnet|18)$", line));
    }

    [Fact]
    public void Names_stay_whole_where_the_last_column_can_be_broken_and_where_nothing_can()
    {
        var hints = TableLook.OfTexts("Can serve as a hint", "Operator", "Shape");
        hints.AddTexts(LongName, "GlobalAveragePool", "[batch, 2048, 1, 1]");
        var text = string.Join('\n', Shown(hints));
        Assert.Contains(LongName, text);
        Assert.Contains("GlobalAveragePool  ", text);

        var numbers = TableLook.OfNumbers("Class", "Precision", "Recall", "F1", "Samples");
        numbers.AddTexts(LongName, "99.9 %", "99.9 %", "99.9 %", "16,281");
        Assert.Contains(Shown(numbers), line =>
            line.Contains(LongName, StringComparison.Ordinal) && line.EndsWith("16,281", StringComparison.Ordinal)
        );
    }

    private static string[] Shown(Grid table)
    {
        var results = new StringWriter { NewLine = "\n" };
        new Terminal(results, new StringWriter(), areResultsRich: true, areMessagesRich: false, 80, _ => null).Show(table);
        return
        [
            .. Regex
                .Replace(results.ToString(), "\u001b\\[[0-9;?]*[a-zA-Z=]|\u001b[=>]", "")
                .TrimEnd('\n')
                .Split('\n')
                .Select(line => line.TrimEnd()),
        ];
    }
}
