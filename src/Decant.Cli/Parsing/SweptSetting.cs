using Decant.Engine;

namespace Decant.Cli.Parsing;

/// <summary>
/// A setting of a sweep: <c>student.width=8,16,32</c>; commas inside brackets, braces and quotation marks belong to a value.
/// </summary>
/// <param name="Path">The setting's path in the recipe.</param>
/// <param name="Values">Its values as YAML; one for a setting that is the same in all runs.</param>
internal sealed record SweptSetting(string Path, IReadOnlyList<string> Values)
{
    /// <summary>Understands an argument.</summary>
    /// <exception cref="DecantException">It is no path with values.</exception>
    public static SweptSetting Parse(string argument)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        var path = equals < 0 ? "" : argument[..equals].Trim();
        var values = equals < 0 ? [] : Parts(argument[(equals + 1)..]);
        if (values.GroupBy(value => value).FirstOrDefault(equal => equal.Count() > 1) is { } twice)
        {
            throw new DecantException(
                $"--set: '{twice.Key}' is a value of {path} twice in '{argument}'. Name it once: equal runs tell nothing new."
            );
        }

        return path.Length > 0 && values.Count > 0 && values.All(value => value.Length > 0)
            ? new SweptSetting(path, values)
            : throw new DecantException(
                $"--set: expected a path, '=' and values, received '{argument}'. Write student.width=8,16,32 or data.fraction=0.1,0.3,1."
            );
    }

    /// <summary>Every combination of the values of some settings, as changes of a recipe.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Grid(IReadOnlyList<SweptSetting> settings) =>
        settings.Aggregate(
            (IReadOnlyList<IReadOnlyList<string>>)
                [
                    [],
                ],
            (grid, setting) =>
                [.. grid.SelectMany(point => setting.Values.Select(value => (IReadOnlyList<string>)[.. point, $"{setting.Path}={value}"]))]
        );

    private static List<string> Parts(string text)
    {
        var (parts, begin, depth, quote) = (new List<string>(), 0, 0, '\0');
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (quote != '\0')
            {
                quote = letter == quote ? '\0' : quote;
            }
            else if (letter is '"' or '\'')
            {
                quote = letter;
            }
            else if (letter is '[' or '{')
            {
                depth++;
            }
            else if (letter is ']' or '}')
            {
                depth--;
            }
            else if (letter == ',' && depth == 0)
            {
                parts.Add(text[begin..i].Trim());
                begin = i + 1;
            }
        }

        parts.Add(text[begin..].Trim());
        return parts;
    }
}
