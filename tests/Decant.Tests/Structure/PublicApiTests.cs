using System.Reflection;
using System.Runtime.CompilerServices;
using Decant.Engine.Graphs;
using Decant.Pipeline;

namespace Decant.Tests.Structure;

/// <summary>What the libraries show is decided, not left over: a change of it is a change of a file, which a reviewer reads.</summary>
public sealed class PublicApiTests
{
    private static readonly Assembly[] s_libraries = [typeof(Graph).Assembly, typeof(Distillation).Assembly];

    [Theory]
    [InlineData("Decant.Engine")]
    [InlineData("Decant")]
    public void The_public_API_is_the_one_that_was_approved(string library)
    {
        var file = Path.Combine(Folder(), $"{library}.txt");
        var text = PublicApi.Text(Library(library));
        if (Environment.GetEnvironmentVariable("DECANT_UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Folder());
            File.WriteAllText(file, text);
        }

        string[] approved = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n").Split('\n') : [];
        var now = text.Split('\n');
        Assert.True(
            approved.SequenceEqual(now),
            $"""
            The public API of {library} is not the one of docs/api/{library}.txt. If no one outside needs the change, make it internal.
            If it is meant, run this test with DECANT_UPDATE_SNAPSHOTS=1 and commit the file: what goes away there breaks programs.
            {string.Join('\n', approved.Except(now).Select(line => $"- {line.Trim()}"))}
            {string.Join('\n', now.Except(approved).Select(line => $"+ {line.Trim()}"))}
            """
        );
    }

    [Theory]
    [InlineData("Decant.Engine", 40)]
    [InlineData("Decant", 49)]
    public void The_public_types_are_few_enough_to_know(string library, int most)
    {
        var counted = PublicApi.Counted(Library(library));

        Assert.True(
            counted.Count <= most,
            $"{library} has {counted.Count} public types, expected {most} at most: "
                + string.Join(", ", counted.Select(type => type.Name).Order())
        );
    }

    private static Assembly Library(string name) => s_libraries.Single(library => library.GetName().Name == name);

    private static string Folder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "api"));
}
