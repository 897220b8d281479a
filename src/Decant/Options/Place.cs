namespace Decant.Options;

/// <summary>Where something is in what the user wrote.</summary>
/// <param name="Line">Line, from 1; 0 where no line can be named.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="Length">Characters it takes on that line.</param>
/// <param name="Argument">The command-line argument that it is in, or null for the recipe file.</param>
internal readonly record struct Place(int Line, int Column, int Length = 1, string? Argument = null);
