using System.CommandLine;
using System.Globalization;
using Decant.Engine;

namespace Decant.Cli.Parsing;

/// <summary>Numbers for sizes that a file only names: <c>--dim H=640 --dim W=480</c>.</summary>
internal static class DimensionOption
{
    private const string Name = "--dim";

    /// <summary>The option.</summary>
    /// <param name="example">A size with a number, such as <c>H=640</c>.</param>
    public static Option<string[]> Of(string example) =>
        new(Name)
        {
            HelpName = "NAME=NUMBER",
            Description = $"A number for a size that the file leaves free, such as {example}; may be repeated.",
            DefaultValueFactory = _ => [],
        };

    /// <summary>What was given, by name.</summary>
    /// <exception cref="DecantException">It is no name with a number, or a name has two.</exception>
    public static Dictionary<string, int> Sizes(IReadOnlyList<string> texts)
    {
        var sizes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var end = text.LastIndexOf('=');
            if (end < 1 || !int.TryParse(text.AsSpan(end + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var size) || size == 0)
            {
                throw new DecantException($"{Name}: expected a name and a number of 1 or more, such as H=640, received '{text}'.");
            }

            if (!sizes.TryAdd(text[..end], size))
            {
                throw new DecantException($"{Name}: '{text[..end]}' has two numbers, {sizes[text[..end]]} and {size}.");
            }
        }

        return sizes;
    }
}
