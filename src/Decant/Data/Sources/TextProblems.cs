using System.Globalization;
using Decant.Engine;

namespace Decant.Data.Sources;

/// <summary>
/// Gathers what is wrong with a file, so that all of it is said at once; so many sentences are shown, the others counted.
/// </summary>
/// <param name="file">The file.</param>
internal sealed class TextProblems(string file)
{
    private const int MostShown = 8;

    private readonly List<string> _shown = [];
    private int _count;

    /// <summary>Notes a problem.</summary>
    /// <param name="line">The line, from 1.</param>
    /// <param name="sentence">What is wrong, and the way out.</param>
    public void Add(int line, string sentence) => Add(string.Create(CultureInfo.InvariantCulture, $"line {line}"), sentence);

    /// <summary>Notes a problem.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="sentence">What is wrong, and the way out.</param>
    public void Add(string place, string sentence)
    {
        if (_count++ < MostShown)
        {
            _shown.Add($"Texts '{file}', {place}: {sentence}");
        }
    }

    /// <summary>Refuses the file where there are problems.</summary>
    /// <exception cref="DecantException">There are; each is a line of the message.</exception>
    public void Throw()
    {
        if (_count > 0)
        {
            string[] more = _count > MostShown ? [string.Create(CultureInfo.InvariantCulture, $"and {_count - MostShown} more.")] : [];
            throw new DecantException(string.Join(Environment.NewLine, _shown.Concat(more)));
        }
    }
}
