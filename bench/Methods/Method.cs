namespace Decant.Methods.Bench;

/// <summary>One way to distil, as changes of the common recipe.</summary>
/// <param name="Group">The heading under which it is listed.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Changes">Changes such as <c>training.epochs=10</c>.</param>
internal sealed record Method(string Group, string Name, params IReadOnlyList<string> Changes)
{
    /// <summary>Why it is not run here; empty where it is.</summary>
    public string Absence { get; init; } = "";

    /// <summary>What else differs from the common recipe for it and for its student alone, so that it needs a control of its own.</summary>
    public IReadOnlyList<string> Setting { get; init; } = [];
}
