using System.Numerics;

namespace Decant.Reporting.TensorBoard;

/// <summary>
/// The checksum of TensorFlow's records: CRC-32C (Castagnoli, RFC 3720 appendix B.4), turned and shifted so that a checksum of data which
/// hold checksums is none of them.
/// </summary>
internal static class MaskedCrc
{
    private const uint Shift = 0xa282ead8;
    private const int Turn = 15;

    /// <summary>CRC-32C of bytes.</summary>
    public static uint Crc32C(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc = BitOperations.Crc32C(crc, one);
        }

        return ~crc;
    }

    /// <summary>rotate right(crc, 15) + 0xa282ead8, modulo 2³².</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) => unchecked(BitOperations.RotateRight(Crc32C(bytes), Turn) + Shift);
}
