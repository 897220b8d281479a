using Decant.Engine.Randomness;

namespace Decant.Mutations.Bench;

/// <summary>
/// Damage that knows nothing of the format: bytes overwritten, cut out, put in, repeated; digits of a text made nines; the end cut off.
/// </summary>
internal static class ByteDamage
{
    /// <summary>Damaged bytes, of at least one byte.</summary>
    public static byte[] Apply(ReadOnlySpan<byte> bytes, ref RandomStream stream)
    {
        var damaged = bytes.ToArray();
        for (var hits = 1 + stream.NextInt32(4); hits > 0 && damaged.Length > 1; hits--)
        {
            // Half of the hits are near the front, where headers are.
            var reach = stream.NextInt32(2) == 0 ? Math.Min(damaged.Length, 512) : damaged.Length;
            var place = stream.NextInt32(reach);
            var length = Math.Min(1 + stream.NextInt32(16), damaged.Length - place);
            switch (stream.NextInt32(8))
            {
                case 0:
                    damaged = [.. damaged[..place], .. damaged[(place + length)..], 0];
                    break;
                case 1:
                    damaged = [.. damaged[..place], .. damaged[place..(place + length)], .. damaged[place..]];
                    break;
                case 2:
                    damaged = damaged[..Math.Max(1, place)];
                    break;
                case 3:
                    Array.Fill(damaged, (byte)(stream.NextInt32(2) * 0xFF), place, length);
                    break;
                case 4:
                    Nines(damaged.AsSpan(place));
                    break;
                default:
                    damaged[place] = (byte)stream.NextInt32(256);
                    break;
            }
        }

        return damaged;
    }

    // The next number in a text becomes the largest of its length.
    private static void Nines(Span<byte> bytes)
    {
        var first = bytes.IndexOfAnyInRange((byte)'0', (byte)'9');
        for (var i = Math.Max(0, first); i < bytes.Length && char.IsAsciiDigit((char)bytes[i]); i++)
        {
            bytes[i] = (byte)'9';
        }
    }
}
