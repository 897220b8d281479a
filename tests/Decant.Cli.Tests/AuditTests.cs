using System.Text.Json;

namespace Decant.Cli.Tests;

public sealed class AuditTests
{
    private const string Recipe = """
        task: image-classification
        data: { source: digits, train-images: 400, test-images: 100 }
        teacher: { train: { model: mlp, hidden: [24], epochs: 6, batch: 32, optimizer: adamw, learning-rate: 0.003 } }
        student: { model: mlp, hidden: [8] }
        training: { epochs: 1, batch: 32 }

        """;

    [Fact]
    public void An_audit_is_told_in_words_and_leaves_a_page_and_its_numbers()
    {
        using var folder = new WorkFolder().With("small.yaml", Recipe);

        var answer = DecantProcess.Run(folder.Path, "audit", "small.yaml");

        Assert.True(answer.ExitCode == 0, answer.Messages);
        Assert.Contains("Begin with temperature", answer.Results, StringComparison.Ordinal);
        Assert.Contains("Weakest classes", answer.Results, StringComparison.Ordinal);
        Assert.Equal(
            ["audit.html", "audit.json", "teacher.onnx"],
            Directory.GetFileSystemEntries(folder.File("audits/small")).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
    }

    // Asked again, the teacher is kept and the files are replaced by the same bytes.
    [Fact]
    public void A_program_reads_the_same_numbers_and_a_second_audit_finds_the_same()
    {
        using var folder = new WorkFolder().With("small.yaml", Recipe);

        var first = DecantProcess.Run(folder.Path, "audit", "small.yaml", "--json", "--out", "here");
        var file = File.ReadAllText(folder.File("here/audit.json"));
        var second = DecantProcess.Run(folder.Path, "audit", "small.yaml", "--json", "--out", "here");

        Assert.True(first.ExitCode == 0, first.Messages);
        Assert.Equal((file, file), (first.Results, second.Results));
        Assert.Equal("small", JsonDocument.Parse(file).RootElement.GetProperty("recipe").GetString());
    }
}
