using Spectre.Console;
using Spectre.Console.Rendering;

namespace Decant.Cli.Progress;

/// <summary>
/// A few lines at the end of a terminal that are drawn again in place; whatever else the console writes meanwhile goes
/// above them. Spectre's own live display moves up by <c>ESC[0A</c> where it has one line, and terminals read that 0 as a
/// 1: it then eats the line above.
/// </summary>
/// <param name="console">The terminal.</param>
internal sealed class LiveRegion(IAnsiConsole console) : IRenderHook
{
    private IReadOnlyList<string> _wanted = [];
    private int _standing;

    /// <summary>Does the work while the region is up, and takes it down whatever happens.</summary>
    public T During<T>(Func<T> work)
    {
        using var hook = new RenderHookScope(console, this);
        console.Cursor.Hide();
        try
        {
            return work();
        }
        finally
        {
            Draw();
            console.Cursor.Show();
        }
    }

    /// <summary>Replaces the region by these lines of markup, each cut at the window's edge; none take it away.</summary>
    public void Draw(params IReadOnlyList<string> lines)
    {
        _wanted = lines;
        console.Write(Text.Empty);
    }

    /// <inheritdoc/>
    // The console holds its lock: what comes from another thread, such as a word about Ctrl-C, finds the region whole.
    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables)
    {
        // Up to the region's first line, and nothing from there on.
        IRenderable[] erasure = _standing > 0 ? [new ControlCode($"\u001b[{_standing}A\u001b[J")] : [];
        _standing = _wanted.Count;
        return [.. erasure, .. renderables, .. _wanted.Select(line => new SingleLine(line))];
    }
}
