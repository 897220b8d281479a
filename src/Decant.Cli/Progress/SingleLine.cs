using Spectre.Console.Rendering;

namespace Decant.Cli.Progress;

/// <summary>A line that is cut at the window's edge and never broken, so that a number of lines is a number of rows.</summary>
/// <param name="markup">What it says, in markup.</param>
internal sealed class SingleLine(string markup) : IRenderable
{
    // Wider than any window, and small enough to be added to.
    private const int Unbounded = 100_000;

    private readonly IRenderable _text = new Markup(markup);

    /// <inheritdoc/>
    public Measurement Measure(RenderOptions options, int maxWidth) => new(0, maxWidth);

    /// <inheritdoc/>
    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
        // A letter in the last column would make some terminals begin another line.
        [.. Segment.Truncate(_text.Render(options, Unbounded).Where(segment => !segment.IsLineBreak), maxWidth - 1), Segment.LineBreak];
}
