using Decant.Data.Fields;
using Decant.Data.Texts;
using Decant.Tables;

namespace Decant.Data;

/// <summary>The samples of a data set as if nothing else were known about them: no class, and targets that are not numbers.</summary>
internal sealed class WithoutLabels : Dataset
{
    private readonly Dataset _whole;

    /// <summary>Hides the truth.</summary>
    /// <param name="whole">The data set.</param>
    public WithoutLabels(Dataset whole)
        : base(whole.Name, whole.Schema) => _whole = whole;

    /// <inheritdoc/>
    public override int Count => _whole.Count;

    /// <inheritdoc/>
    public override bool ReadsFiles => _whole.ReadsFiles;

    /// <inheritdoc/>
    public override TableSchema? Table => _whole.Table;

    /// <inheritdoc/>
    internal override TextFacts? Texts => _whole.Texts;

    /// <inheritdoc/>
    public override void Read(int index, Sample sample)
    {
        _whole.Read(index, sample);
        foreach (var field in sample.Fields)
        {
            if (field.Role == FieldRole.Truth)
            {
                sample.SetUnknown(field.Name);
            }
        }
    }

    /// <inheritdoc/>
    protected override string ComputeFingerprint() => $"without labels of {_whole.Fingerprint}";
}
