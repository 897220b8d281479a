using System.CommandLine;
using Decant.Cli.Shell;
using Spectre.Console;

namespace Decant.Cli.Parsing;

/// <summary>The page that a command shows of itself.</summary>
internal static class HelpText
{
    private const int Column = 28;

    /// <summary>Writes the page to standard output.</summary>
    public static void Write(DecantCommand command, Terminal terminal)
    {
        var (lines, width) = (new List<string>(), terminal.TextWidth);
        lines.AddRange(WrappedText.Lines(command.Description!, 0, width).Select(Markup.Escape));
        Section("Usage", command.Usage.Select(usage => $"  {Markup.Escape($"{command.FullName} {usage}")}"));
        Section("Arguments", command.Arguments.SelectMany(argument => Entry(argument.Name, argument.Description!, width)));
        Section("Commands", command.Subcommands.SelectMany(sub => Entry(sub.Name, sub.Description!, width)));
        Section(
            "Options",
            command.Options.Append(StandardOptions.Help).Distinct().SelectMany(option => Entry(Label(option), option.Description!, width))
        );
        Section("Examples", command.Examples.SelectMany(example => Shown(example, width)));
        if (command.Remark.Length > 0)
        {
            lines.Add("");
            lines.AddRange(WrappedText.Lines(command.Remark, 0, width).Select(Markup.Escape));
        }

        terminal.Show(new Markup(string.Join('\n', lines) + "\n"));

        void Section(string title, IEnumerable<string> body)
        {
            var content = body.ToList();
            if (content.Count > 0)
            {
                lines.AddRange(["", $"[bold]{title}[/]", .. content]);
            }
        }
    }

    private static string Label(Option option) =>
        string.Join(", ", option.Aliases.Where(alias => alias.StartsWith('-') && alias != "-?").Prepend(option.Name))
        + (option.HelpName is null ? "" : $" {option.HelpName}");

    // A name in its column, its meaning next to it; a name too long for the column has a line of its own.
    private static IEnumerable<string> Entry(string name, string meaning, int width)
    {
        var text = WrappedText.Lines(meaning, Column, width).Select(Markup.Escape).ToList();
        var head = $"  {name}";
        if (head.Length >= Column)
        {
            yield return Markup.Escape(head);
        }
        else
        {
            yield return Markup.Escape(head.PadRight(Column)) + text[0];
            text.RemoveAt(0);
        }

        foreach (var line in text)
        {
            yield return new string(' ', Column) + line;
        }
    }

    private static IEnumerable<string> Shown(Example example, int width) =>
        [
            $"  {Markup.Escape(example.Line)}",
            .. WrappedText.Lines(example.Meaning, 6, width).Select(line => $"      [grey]{Markup.Escape(line)}[/]"),
        ];
}
