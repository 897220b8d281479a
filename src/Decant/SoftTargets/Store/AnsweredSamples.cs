using Decant.Data;
using Decant.Data.Fields;
using Decant.Data.Texts;
using Decant.Tables;

namespace Decant.SoftTargets.Store;

/// <summary>Samples with what a store has of the answers about them, as further fields, which are read ahead with all others.</summary>
/// <param name="samples">The samples that were answered.</param>
/// <param name="store">The answers.</param>
internal sealed class AnsweredSamples(Dataset samples, SoftTargetStore store)
    : Dataset(samples.Name, new Schema([.. samples.Schema.Fields, .. store.Layout.Values.Select(value => value.Field)]))
{
    /// <inheritdoc/>
    public override int Count => samples.Count;

    /// <inheritdoc/>
    public override bool ReadsFiles => samples.ReadsFiles;

    /// <inheritdoc/>
    public override TableSchema? Table => samples.Table;

    /// <inheritdoc/>
    internal override TextFacts? Texts => samples.Texts;

    /// <inheritdoc/>
    public override void Read(int index, Sample sample)
    {
        samples.Read(index, sample);
        store.Read(index, sample.View, sample);
    }

    /// <inheritdoc/>
    protected override string ComputeFingerprint() => samples.Fingerprint;
}
