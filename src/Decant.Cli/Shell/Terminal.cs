using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Decant.Cli.Shell;

/// <summary>
/// The process's surroundings, and the only door to them: results go to standard output, everything said along the way
/// to standard error. Colours and moving lines appear on a terminal only, never in a pipe or file.
/// </summary>
internal sealed class Terminal
{
    // What goes to a file or pipe is not broken to anyone's window.
    private const int WidthWithoutWindow = 160;

    // Longer lines of prose are hard to read.
    private const int MostTextWidth = 100;

    private readonly Lazy<IAnsiConsole> _results;
    private readonly Lazy<IAnsiConsole> _messages;
    private readonly int? _window;
    private readonly Func<string, string?> _environment;

    /// <param name="results">Standard output.</param>
    /// <param name="messages">Standard error.</param>
    /// <param name="areResultsRich">Whether standard output is a terminal that understands colours.</param>
    /// <param name="areMessagesRich">Whether standard error is one.</param>
    /// <param name="window">Columns of the terminal's window; null where neither goes to one.</param>
    /// <param name="environment">The environment variables, by name.</param>
    public Terminal(
        TextWriter results,
        TextWriter messages,
        bool areResultsRich,
        bool areMessagesRich,
        int? window,
        Func<string, string?> environment
    )
    {
        (Results, Messages, AreResultsRich, AreMessagesRich, _window, _environment) = (
            results,
            messages,
            areResultsRich,
            areMessagesRich,
            window,
            environment
        );
        _results = new(() => ConsoleOn(results, areResultsRich));
        _messages = new(() => ConsoleOn(messages, areMessagesRich));
    }

    /// <summary>Standard output.</summary>
    public TextWriter Results { get; }

    /// <summary>Standard error.</summary>
    public TextWriter Messages { get; }

    /// <summary>Whether standard output is a terminal that understands colours.</summary>
    public bool AreResultsRich { get; }

    /// <summary>Whether standard error is a terminal that understands colours and moving lines.</summary>
    public bool AreMessagesRich { get; }

    /// <summary>Columns that lines of prose may take.</summary>
    public int TextWidth => Math.Min(_window ?? MostTextWidth, MostTextWidth);

    /// <summary>Standard error as a console with colours, for live progress.</summary>
    public IAnsiConsole MessageConsole => _messages.Value;

    /// <summary>The terminal that the process was started in.</summary>
    public static Terminal OfProcess()
    {
        if (OperatingSystem.IsWindows())
        {
            Console.OutputEncoding = Encoding.UTF8;
        }

        // https://no-color.org: set and not empty means no colours.
        var isPlain =
            !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            || (!OperatingSystem.IsWindows() && Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb");
        return new Terminal(
            Console.Out,
            Console.Error,
            !isPlain && !Console.IsOutputRedirected,
            !isPlain && !Console.IsErrorRedirected,
            Window(),
            Environment.GetEnvironmentVariable
        );
    }

    /// <summary>An environment variable; null when it is missing or empty.</summary>
    public string? Variable(string name) => _environment(name) is { Length: > 0 } value ? value : null;

    /// <summary>Writes to standard output, with its colours where they are wanted.</summary>
    public void Show(IRenderable content)
    {
        if (AreResultsRich)
        {
            Write(content, _results.Value);
            return;
        }

        var text = new StringWriter { NewLine = "\n" };
        Write(content, ConsoleOn(text, isRich: false));
        Results.Write(WithoutTrailingSpace(text.ToString()));
    }

    /// <summary>Writes a line to standard error, its words in markup.</summary>
    public void Say(string markup)
    {
        if (AreMessagesRich)
        {
            MessageConsole.MarkupLine(markup);
        }
        else
        {
            Messages.WriteLine(Markup.Remove(markup));
        }
    }

    // A name that is broken in two cannot be searched for or copied: where a table's columns cannot be that narrow, its lines are longer
    // than the window.
    private static void Write(IRenderable content, IAnsiConsole console)
    {
        const int widest = 10_000;
        var width = console.Profile.Width;
        console.Profile.Width = Math.Max(width, content.Measure(RenderOptions.Create(console, console.Profile.Capabilities), widest).Min);
        console.Write(content);
        console.Profile.Width = width;
    }

    // 0 where the window does not tell its size.
    private static int? Window() =>
        Console.IsOutputRedirected && Console.IsErrorRedirected || Console.WindowWidth <= 0 ? null : Console.WindowWidth;

    private static IAnsiConsole ConsoleOn(TextWriter writer, bool isRich)
    {
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = isRich ? AnsiSupport.Yes : AnsiSupport.No,
                // The terminal's own sixteen colours: they follow the user's theme, light or dark.
                ColorSystem = isRich ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(writer),
                Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
            }
        );
        console.Profile.Capabilities.Unicode = true;
        if (!isRich)
        {
            console.Profile.Width = WidthWithoutWindow;
        }

        return console;
    }

    private static string WithoutTrailingSpace(string text) => string.Join('\n', text.Split('\n').Select(line => line.TrimEnd(' ')));
}
