using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Decant.Data;
using Decant.Data.Fields;
using Decant.Engine.Graphs;

namespace Decant.Auditing;

/// <summary>
/// Samples whose inputs are equal byte for byte. Of the test part nothing but hashes of its inputs is read: no label, no answer.
/// </summary>
/// <param name="InTest">Pairs of a training sample and a test sample with the same inputs; the first training sample counts.</param>
/// <param name="InValidation">Pairs of a training sample and a validation sample.</param>
/// <param name="InTraining">Pairs of a training sample and an earlier one.</param>
/// <param name="Contradictions">Those of the last whose labels differ.</param>
internal sealed record DuplicateSamples(
    IReadOnlyList<DuplicatePair> InTest,
    IReadOnlyList<DuplicatePair> InValidation,
    IReadOnlyList<DuplicatePair> InTraining,
    IReadOnlyList<DuplicatePair> Contradictions
)
{
    /// <summary>Hashes every sample.</summary>
    /// <param name="data">The three parts.</param>
    /// <param name="cancellation">Stops between two samples.</param>
    public static DuplicateSamples Of(DataSplits data, CancellationToken cancellation = default)
    {
        var (first, inside) = (new Dictionary<UInt128, int>(data.Train.Count), new List<DuplicatePair>());
        foreach (var (hash, n) in Hashes(data.Train, cancellation))
        {
            if (!first.TryAdd(hash, n))
            {
                inside.Add(new DuplicatePair(first[hash], n));
            }
        }

        return new DuplicateSamples(
            Shared(data.Test),
            Shared(data.Validation),
            inside,
            [.. inside.Where(pair => data.Train.Label(pair.Training) != data.Train.Label(pair.Other))]
        );

        IReadOnlyList<DuplicatePair> Shared(Dataset part) =>
            [
                .. Hashes(part, cancellation)
                    .Where(sample => first.ContainsKey(sample.Hash))
                    .Select(sample => new DuplicatePair(first[sample.Hash], sample.Index)),
            ];
    }

    private static IEnumerable<(UInt128 Hash, int Index)> Hashes(Dataset data, CancellationToken cancellation)
    {
        var fields = data.Schema.Inputs.Select(field => (field, new byte[field.Count * field.Type.Size()])).ToArray();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var n = 0; n < data.Count; n++)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var (field, bytes) in fields)
            {
                Add(hash, data, field, n, bytes);
            }

            // Half of the 256 bits tell all samples of the world apart.
            yield return (MemoryMarshal.Read<UInt128>(hash.GetHashAndReset()), n);
        }
    }

    // Of what varies in length the places of the sample, and their number, so that a longer sample never equals a shorter one.
    private static void Add(IncrementalHash hash, Dataset data, Field field, int n, byte[] bytes)
    {
        var length =
            field.Type == ElementType.Int64
                ? data.Read<long>(field, n, MemoryMarshal.Cast<byte, long>(bytes.AsSpan()))
                : data.Read<float>(field, n, MemoryMarshal.Cast<byte, float>(bytes.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in length)));
        hash.AppendData(bytes.AsSpan(0, length < 0 ? bytes.Length : length * field.RowCount * field.Type.Size()));
    }
}
