namespace Decant.Data.Sources;

/// <summary>Samples that a program has already.</summary>
/// <param name="parts">All of them, or their parts.</param>
internal sealed class OpenedSource(SourceParts parts) : DataSource
{
    public override string Name => parts.Train.Name;

    public override SourceParts Open(string root) => parts;
}
