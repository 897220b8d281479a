namespace Decant.Data.Downloads;

/// <summary>A data set that is published for everyone.</summary>
/// <param name="Name">What <c>decant data get</c> calls it; also the folder's name below the data root.</param>
/// <param name="Description">What it is, in a sentence.</param>
/// <param name="Licence">The terms under which its authors give it.</param>
/// <param name="Recipe">The line that uses it in a recipe.</param>
/// <param name="Files">Its files.</param>
internal sealed record PublicDataset(string Name, string Description, string Licence, string Recipe, IReadOnlyList<PublicFile> Files);
