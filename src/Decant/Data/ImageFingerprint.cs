using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Decant.Data.Fields;

namespace Decant.Data;

/// <summary>The fingerprint of images of one size, gathered image by image: the same whether they lie in memory or in files.</summary>
internal sealed class ImageFingerprint : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Begins.</summary>
    /// <param name="count">Number of images.</param>
    /// <param name="shape">[C, H, W].</param>
    /// <param name="classNames">Names of the classes.</param>
    public ImageFingerprint(int count, IReadOnlyList<int> shape, IReadOnlyList<string> classNames) =>
        _hash.AppendData(
            Encoding.UTF8.GetBytes(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"images UInt8[{count}, {string.Join(", ", shape)}] {string.Join('\n', classNames)}\n"
                )
            )
        );

    /// <summary>Adds the next image.</summary>
    public void Add(int label, ReadOnlySpan<byte> pixels)
    {
        _hash.AppendData(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in label)));
        _hash.AppendData(pixels);
    }

    /// <summary>Ends with what else is known of the images.</summary>
    public string End(IEnumerable<MemoryField> others)
    {
        foreach (var known in others)
        {
            known.Identify(_hash);
        }

        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    public void Dispose() => _hash.Dispose();
}
