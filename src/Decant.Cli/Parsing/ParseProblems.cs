using System.CommandLine;
using System.CommandLine.Parsing;
using Decant.Engine;

namespace Decant.Cli.Parsing;

/// <summary>What is wrong with a command line, in sentences that name what was probably meant.</summary>
internal static class ParseProblems
{
    /// <summary>All problems; empty when the command can run.</summary>
    public static List<string> Of(ParseResult parsed, DecantCommand command)
    {
        if (parsed.Tokens.Any(token => token.Value.Length == 0))
        {
            return ["received an empty word, as a shell makes of a variable without a value. Fill it in, or leave it out."];
        }

        // An argument takes whatever is there, also what was meant as an option.
        var swallowed = WordsBeforeDashes(
            parsed,
            parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value)
        );
        if (!command.RunsAlone && parsed.UnmatchedTokens is [var word, ..] && !IsOption(word))
        {
            return [$"{NearestName.Explain("command", word, Names(command))}."];
        }

        var unknownOptions = swallowed.Concat(parsed.UnmatchedTokens).Where(IsOption).ToList();
        if (unknownOptions.Count > 0)
        {
            // What comes after an unknown option is probably its value, so nothing else is complained about.
            return [.. unknownOptions.Select(token => UnknownOption(token, command))];
        }

        if (!command.RunsAlone)
        {
            return [$"expected one of its commands: {string.Join(", ", Names(command))}."];
        }

        return parsed.UnmatchedTokens is [var surplus, ..]
            ? [$"received '{surplus}' beyond what it takes. It is written: {command.FullName} {command.Usage[0]}."]
            : [.. parsed.Errors.Select(error => Sentence(error, command))];
    }

    private static IEnumerable<string> Names(DecantCommand command) => command.Subcommands.Select(sub => sub.Name);

    private static string UnknownOption(string token, DecantCommand command)
    {
        var name = token.Split('=', ':')[0];
        var known = command
            .Options.Where(option => !option.Hidden)
            .Select(option => option.Name)
            .Append(StandardOptions.Help.Name)
            .Distinct();
        return $"{NearestName.Explain("option", name, known)}.";
    }

    private static string Sentence(ParseError error, DecantCommand command) =>
        error.SymbolResult switch
        {
            OptionResult { IdentifierToken: null } option =>
                $"needs {option.Option.Name} {option.Option.HelpName}. It is written: {command.FullName} {command.Usage[0]}.",
            OptionResult { Tokens.Count: 0 } option => MissingValue(option.Option),
            ArgumentResult { Tokens.Count: 0, Parent: OptionResult option } => MissingValue(option.Option),
            ArgumentResult { Tokens.Count: 0 } argument => MissingArgument(argument.Argument.Name, command),
            CommandResult => MissingArgument(command.Arguments.FirstOrDefault()?.Name ?? "a command", command),
            _ => error.Message,
        };

    private static string MissingValue(Option option) =>
        $"{option.Name}: expected {option.HelpName ?? "a value"} after it, received nothing.";

    private static string MissingArgument(string name, DecantCommand command) =>
        $"expected {name}, received nothing. It is written: {command.FullName} {command.Usage[0]}.";

    // What comes after -- is a name, whatever it begins with.
    private static IEnumerable<string> WordsBeforeDashes(ParseResult parsed, IEnumerable<string> words)
    {
        var names = parsed.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).Select(token => token.Value).ToHashSet();
        return words.Where(word => !names.Contains(word));
    }

    private static bool IsOption(string token) => token.Length > 1 && token[0] == '-';
}
