namespace Decant.Options;

/// <summary>One pass over what the user wrote: where we are, what was wrong so far, and what unwritten options inherit.</summary>
internal sealed class OptionReading
{
    private readonly List<OptionProblem> _problems;

    public OptionReading()
        : this([], "", OptionValues.Empty) { }

    private OptionReading(List<OptionProblem> problems, string path, OptionValues inherited)
    {
        _problems = problems;
        Path = path;
        Inherited = inherited;
    }

    /// <summary>The full name of what is being read, such as <c>teacher.train.epochs</c>.</summary>
    public string Path { get; }

    /// <summary>Values that options take where they are not written here, before their defaults.</summary>
    public OptionValues Inherited { get; }

    public IReadOnlyList<OptionProblem> Problems => _problems;

    /// <summary>The same pass, one step further in.</summary>
    public OptionReading At(string step) => new(_problems, Join(Path, step), Inherited);

    /// <summary>The same pass, where unwritten options take <paramref name="values"/>.</summary>
    public OptionReading Inheriting(OptionValues values) => new(_problems, Path, values);

    public void Report(Place place, string message, string remedy) => _problems.Add(new OptionProblem(place, Path, message, remedy));

    private static string Join(string path, string step) => path.Length == 0 ? step : $"{path}.{step}";
}
