namespace Decant.Cli.Parsing;

/// <summary>A call that works.</summary>
/// <param name="Line">What is typed.</param>
/// <param name="Meaning">What it does, as a sentence.</param>
internal sealed record Example(string Line, string Meaning);
