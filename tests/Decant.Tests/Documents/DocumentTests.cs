using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Decant.Tests.Documents;

/// <summary>The documents say what is there.</summary>
public partial class DocumentTests
{
    private static readonly string s_root = Path.GetFullPath(Path.Combine(Here(), "..", "..", ".."));

    [Fact]
    public void The_readme_shows_the_sample_that_the_solution_compiles()
    {
        var readme = File.ReadAllText(Path.Combine(s_root, "README.md"));
        var shown = SampleBlock().Match(readme);
        Assert.True(shown.Success, "README.md has no block marked <!-- samples/DistillFromCode -->.");
        Assert.Equal(File.ReadAllText(Path.Combine(s_root, "samples", "DistillFromCode", "Program.cs")), shown.Groups["code"].Value);
        Assert.Contains("samples/DistillFromCode/DistillFromCode.csproj", File.ReadAllText(Path.Combine(s_root, "Decant.slnx")));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("docs/architecture.md")]
    [InlineData("docs/results.md")]
    [InlineData("docs/losses.md")]
    [InlineData("docs/howto/table.md")]
    [InlineData("docs/howto/texts.md")]
    [InlineData("docs/howto/stored-answers.md")]
    [InlineData("docs/howto/chat-teacher.md")]
    [InlineData("docs/store-format.md")]
    [InlineData("docs/howto/own-task.md")]
    public void Links_between_documents_lead_somewhere(string document)
    {
        var path = Path.Combine(s_root, document);
        foreach (Match link in Link().Matches(File.ReadAllText(path)))
        {
            var target = Path.Combine(Path.GetDirectoryName(path)!, link.Groups["target"].Value);
            Assert.True(Path.Exists(target), $"{document} links to {link.Groups["target"].Value}, which does not exist.");
        }
    }

    [Fact]
    public void The_architecture_page_names_every_folder_of_both_libraries()
    {
        var page = File.ReadAllText(Path.Combine(s_root, "docs", "architecture.md"));
        foreach (var library in new[] { "Decant.Engine", "Decant" })
        {
            foreach (var folder in Directory.GetDirectories(Path.Combine(s_root, "src", library)).Select(Path.GetFileName))
            {
                if (folder is not ("bin" or "obj"))
                {
                    // A row of its own, or one for each folder inside.
                    Assert.Matches($"\\| `{folder}[`/]", page);
                }
            }
        }
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    [GeneratedRegex("<!-- samples/DistillFromCode -->\n```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex SampleBlock();

    [GeneratedRegex(@"\]\((?<target>(?!https?:)[^)#]+)\)")]
    private static partial Regex Link();
}
