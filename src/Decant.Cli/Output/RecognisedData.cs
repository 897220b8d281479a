using Decant.Options;

namespace Decant.Cli.Output;

/// <summary>What lies at a path.</summary>
/// <param name="Path">The file or folder.</param>
/// <param name="Source">The source that reads it.</param>
/// <param name="Options">The options to read it with.</param>
internal sealed record RecognisedData(string Path, string Source, IReadOnlyDictionary<string, string> Options)
{
    /// <summary>The line that uses it in a recipe.</summary>
    /// <param name="root">The data root, where relative paths start.</param>
    public string RecipeLine(string root)
    {
        var options = Options.Select(option => $", {option.Key}: {Quoted(option.Value == Path ? Seen(root) : option.Value)}");
        return $"data: {{ source: {Source}{string.Concat(options)} }}";
    }

    private static string Quoted(string text) =>
        YamlText.InLine(new WrittenScalar(text, default, !YamlText.IsPlain(text) && !text.All(char.IsAsciiDigit)));

    private string Seen(string root)
    {
        var relative = System.IO.Path.GetRelativePath(root, Path).Replace('\\', '/');
        return relative.StartsWith("..", StringComparison.Ordinal) ? System.IO.Path.GetFullPath(Path) : relative;
    }
}
