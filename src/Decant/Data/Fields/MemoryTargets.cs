using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Decant.Data.Fields;

/// <summary>The numbers of a target set for every sample of a data set.</summary>
/// <param name="set">What they mean.</param>
/// <param name="values"><c>[N, columns]</c>.</param>
internal sealed class MemoryTargets(TargetSet set, float[] values) : MemoryField(Field.Of(set))
{
    /// <summary>What they mean.</summary>
    public TargetSet Set => set;

    /// <summary><c>[N, columns]</c>.</summary>
    public float[] Values => values;

    /// <inheritdoc/>
    public override void Identify(IncrementalHash hash)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(set.Name));
        hash.AppendData(MemoryMarshal.AsBytes<float>(values));
    }

    /// <inheritdoc/>
    public override void Read(int index, Sample sample)
    {
        if (sample.Asks(Field.Name))
        {
            values.AsSpan(index * set.Columns.Count, set.Columns.Count).CopyTo(sample.Numbers<float>(Field.Name));
        }
    }
}
