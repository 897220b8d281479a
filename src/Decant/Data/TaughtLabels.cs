using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Decant.Data.Fields;
using Decant.Data.Texts;
using Decant.Tables;

namespace Decant.Data;

/// <summary>Samples of which a teacher told the class: those without a label have the teacher's, the others keep their own.</summary>
internal sealed class TaughtLabels : Dataset
{
    private readonly Dataset _samples;
    private readonly int[] _classes;

    /// <summary>Takes over the classes.</summary>
    /// <param name="samples">The samples; they have a field of labels.</param>
    /// <param name="classes">What the teacher told of each.</param>
    public TaughtLabels(Dataset samples, int[] classes)
        : base(samples.Name, samples.Schema) => (_samples, _classes) = (samples, classes);

    /// <inheritdoc/>
    public override int Count => _samples.Count;

    /// <inheritdoc/>
    public override bool ReadsFiles => _samples.ReadsFiles;

    /// <inheritdoc/>
    public override TableSchema? Table => _samples.Table;

    /// <inheritdoc/>
    internal override TextFacts? Texts => _samples.Texts;

    /// <inheritdoc/>
    public override void Read(int index, Sample sample)
    {
        _samples.Read(index, sample);
        if (sample.Asks(Field.LabelName) && sample.Numbers<long>(Field.LabelName)[0] < 0)
        {
            sample.Set(Field.LabelName, (long)_classes[index]);
        }
    }

    /// <inheritdoc/>
    protected override string ComputeFingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"labels of a teacher on {_samples.Fingerprint}\n"));
        hash.AppendData(MemoryMarshal.AsBytes<int>(_classes));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
