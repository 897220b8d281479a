using Decant.Tables;

namespace Decant.Data;

/// <summary>The samples of a data set as if nobody knew anything else about them: no class, and targets that are not numbers.</summary>
public sealed class WithoutLabels : Dataset
{
    private readonly Dataset _whole;

    /// <summary>Hides the labels.</summary>
    /// <param name="whole">The data set.</param>
    public WithoutLabels(Dataset whole)
        : base(whole.Name, whole.SampleShape, whole.ClassNames) => _whole = whole;

    /// <inheritdoc/>
    public override int Count => _whole.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ColumnNames => _whole.ColumnNames;

    /// <inheritdoc/>
    public override TableSchema? Table => _whole.Table;

    /// <inheritdoc/>
    public override IReadOnlyList<TargetSet> TargetSets => _whole.TargetSets;

    /// <inheritdoc/>
    public override int Label(int index) => -1;

    /// <inheritdoc/>
    public override void Read(int index, Span<float> destination) => _whole.Read(index, destination);

    /// <inheritdoc/>
    public override void ReadTargets(TargetSet set, int index, Span<float> destination) => destination[..set.Columns.Count].Fill(float.NaN);

    /// <inheritdoc/>
    protected override string ComputeFingerprint() => $"without labels of {_whole.Fingerprint}";
}
