namespace Decant.Options;

/// <summary>One thing that is wrong with what the user wrote.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="Path">The option's full name, such as <c>training.epochs</c>.</param>
/// <param name="Message">What was expected and what came.</param>
/// <param name="Remedy">The way out.</param>
internal sealed record OptionProblem(Place Place, string Path, string Message, string Remedy);
