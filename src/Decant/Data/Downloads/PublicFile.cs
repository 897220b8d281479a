namespace Decant.Data.Downloads;

/// <summary>A file of a public data set.</summary>
/// <param name="Name">Its name on disk.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">SHA-256 of its content, in hexadecimal.</param>
/// <param name="Addresses">Where it can be fetched; the first that answers well is used.</param>
internal sealed record PublicFile(string Name, long Bytes, string Sha256, IReadOnlyList<Uri> Addresses);
