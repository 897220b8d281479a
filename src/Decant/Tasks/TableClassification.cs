namespace Decant.Tasks;

/// <summary>Classes of table rows <c>[D]</c>.</summary>
public sealed class TableClassification : Classification
{
    /// <inheritdoc/>
    public override string Name => "table-classification";

    /// <inheritdoc/>
    protected override int SampleRank => 1;

    /// <inheritdoc/>
    protected override string SampleKind => "rows of numbers [D]";
}
