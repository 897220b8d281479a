namespace Decant.Data.Sources;

/// <summary>A source that recipes can name, with options.</summary>
internal abstract class CatalogueSource : DataSource
{
    /// <summary>Opens the samples with every option at its default.</summary>
    public sealed override SourceParts Open(string root) => Open(new DataOptions(new Dictionary<string, string>(), Options, root));

    internal abstract override SourceParts Open(DataOptions options);
}
