namespace Decant.Teachers.Services;

/// <summary>Where a service is that teaches.</summary>
/// <param name="Section">The section of the recipe that names it, in front of errors, such as <c>teacher.chat</c>.</param>
/// <param name="Model">The model's name there.</param>
/// <param name="Endpoint">The address of its interface, such as <c>http://localhost:11434/v1</c>; null where none is named.</param>
/// <param name="KeyVariable">The variable of the environment that holds the key; null for a service without keys.</param>
internal sealed record ServiceAddress(string Section, string Model, string? Endpoint, string? KeyVariable);
