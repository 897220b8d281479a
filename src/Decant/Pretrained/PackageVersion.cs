namespace Decant.Pretrained;

/// <summary>A package of NuGet.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its exact version.</param>
internal sealed record PackageVersion(string Id, string Version)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Id} {Version}";
}
