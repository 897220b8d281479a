namespace Decant.Recipes;

/// <summary>A way to distil beyond one teacher, one student and one training.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Key">The one key of a recipe that asks for it.</param>
/// <param name="Meaning">What happens, in one sentence.</param>
/// <param name="Example">One line of a recipe.</param>
/// <param name="Paper">Authors, year, number; empty where it is common knowledge.</param>
internal sealed record Scheme(string Name, string Key, string Meaning, string Example, string Paper = "");
